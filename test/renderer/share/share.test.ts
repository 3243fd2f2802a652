import { describe, expect, it } from 'vitest';
import { firstLinkForm, linkOf } from '../../../renderer/share/new-link.ts';
import { opensAt } from '../../../renderer/share/opens.ts';
import { chosenRecipient, keyOf, matching } from '../../../renderer/share/recipient.ts';
import type { Recipient } from '../../../src/contract/sharing.ts';

const recipients: Recipient[] = [
  { kind: 'user', id: '1', name: 'Second Reader', email: 'second@example.org' },
  { kind: 'group', id: '1', name: 'Second reading' },
  { kind: 'location', id: '2', name: 'Ward' },
];

describe('whom to share with', () => {
  it('finds by every word, in name or address', () => {
    expect(matching(recipients, 'second').map(keyOf)).toEqual(['user:1', 'group:1']);
    expect(matching(recipients, 'example second').map(keyOf)).toEqual(['user:1']);
    expect(matching(recipients, '')).toHaveLength(3);
    expect(matching(recipients, '', 2)).toHaveLength(2);
  });

  it('is who was picked: ids count within their kind only', () => {
    expect(chosenRecipient(recipients, 'group:1', 'Second reading')).toEqual({ kind: 'group', id: '1' });
  });

  it('is an address that was typed', () => {
    expect(chosenRecipient(recipients, null, ' a@example.org ')).toEqual({ kind: 'email', id: 'a@example.org' });
  });

  it.each(['', 'Second', 'a@b', 'a b@example.org', '@example.org'])('is nobody for %j', (typed) => {
    expect(chosenRecipient(recipients, null, typed)).toBeUndefined();
  });
});

describe('a link', () => {
  it('ends after a week unless said otherwise', () => {
    expect(linkOf(firstLinkForm)).toEqual({ link: { minutes: 7 * 24 * 60 } });
    expect(linkOf({ ...firstLinkForm, expiry: 'hour', password: 'secret1', maxHits: ' 3 ' })).toEqual({
      link: { minutes: 60, password: 'secret1', maxHits: 3 },
    });
  });

  it.each([
    [{ password: 'short' }, ['password']],
    [{ maxHits: 'many' }, ['maxHits']],
    [{ maxHits: '0' }, ['maxHits']],
    [{ maxHits: '1.5', password: 'x' }, ['password', 'maxHits']],
  ] as const)('with %j is not made', (part, wrong) => {
    expect(linkOf({ ...firstLinkForm, ...part })).toEqual({ wrong });
  });
});

describe('where a link opens', () => {
  it.each([
    [undefined, 'nowhere'],
    ['http://127.0.0.1:4000/l/1', 'here'],
    ['http://localhost:4000/l/1', 'here'],
    ['http://[::1]:4000/l/1', 'here'],
    ['http://192.0.2.7:4000/l/1', 'served'],
    ['http://127.0.0.1.example.org/l/1', 'served'],
  ])('%s: %s', (url, opens) => {
    expect(opensAt(url)).toBe(opens);
  });
});
