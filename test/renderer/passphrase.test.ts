import { expect, it } from 'vitest';
import { strengthOf } from '../../renderer/settings/passphrase.ts';

it.each([
  ['', 'short'],
  ['short words', 'short'],
  ['twelve chars', 'fair'],
  ['aaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'fair'],
  ['window harbour pencil moss', 'good'],
])('“%s” is %s', (passphrase, strength) => {
  expect(strengthOf(passphrase)).toBe(strength);
});
