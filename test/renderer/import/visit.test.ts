import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/contract/connection.ts';
import {
  connectionTo,
  invitationOf,
  recallVisit,
  rememberVisit,
  serverNameOf,
  serverUrlOf,
} from '../../../renderer/import/visit.ts';

const rules = {
  destination: 'Film room',
  namespaceId: 'n1',
  anonymizeRules: {},
  promptForAnonymize: false,
  oneStudyOnly: false,
};
const visit = { connectionId: 'c1', code: 'ABCD', rules, scanId: 's1', importIds: undefined };
const connection = (state: 'share-code' | 'signed-out'): Connection => ({
  id: 'c1',
  name: 'images.example.org',
  vendor: 'ambra',
  url: 'https://images.example.org',
  abilities: ['upload'],
  session: state === 'share-code' ? { state, destination: 'Film room' } : { state },
});

class Memory implements Storage {
  readonly #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  clear = () => this.#items.clear();
  getItem = (key: string) => this.#items.get(key) ?? null;
  key = (index: number) => [...this.#items.keys()][index] ?? null;
  removeItem = (key: string) => void this.#items.delete(key);
  setItem = (key: string, value: string) => void this.#items.set(key, value);
}

describe('a visit over a reload', () => {
  let storage: Memory;
  beforeEach(() => {
    storage = new Memory();
    rememberVisit(storage, visit);
  });

  it('goes on where it was', () => {
    expect(recallVisit(storage, [connection('share-code')])).toEqual(visit);
  });

  it('is over once its server says so, or another server is visited', () => {
    expect(recallVisit(storage, [connection('signed-out')])).toBeUndefined();
    expect(recallVisit(storage, [{ ...connection('share-code'), id: 'c2' }])).toBeUndefined();
  });

  it('is forgotten when the visitor leaves', () => {
    rememberVisit(storage, undefined);
    expect(storage.length).toBe(0);
    expect(recallVisit(storage, [connection('share-code')])).toBeUndefined();
  });

  it('is not believed when it is not whole', () => {
    for (const text of ['', '{', '{"connectionId":"c1"}', 'null']) {
      storage.setItem(storage.key(0) ?? '', text);
      expect(recallVisit(storage, [connection('share-code')])).toBeUndefined();
    }
  });
});

describe('the address that a patient types', () => {
  it.each([
    ['images.example.org', 'https://images.example.org'],
    ['  https://images.example.org/ ', 'https://images.example.org'],
    ['https://example.org/ambra/', 'https://example.org/ambra'],
    ['localhost:8443', 'https://localhost:8443'],
    ['http://localhost:8080', 'http://localhost:8080'],
  ])('%s is meant as %s', (typed, url) => {
    expect(serverUrlOf(typed)).toBe(url);
  });

  it.each(['', 'http://images.example.org', 'ftp://example.org', 'https://', 'javascript:alert(1)', 'a b'])(
    '%j is none that is safe',
    (typed) => {
      expect(serverUrlOf(typed)).toBeUndefined();
    },
  );

  it('leads to the connection that is there already', () => {
    const there = connection('signed-out');
    expect(connectionTo([there], 'https://IMAGES.example.org/')).toBe(there);
    expect(connectionTo([there], 'https://images.example.org/other')).toBeUndefined();
  });

  it('names the connection', () => {
    expect(serverNameOf([], 'https://images.example.org/v3')).toBe('images.example.org');
    expect(serverNameOf([connection('signed-out')], 'https://images.example.org/v3')).toBe('images.example.org/v3');
  });
});

describe('a link to the upload', () => {
  it('fills in what it says', () => {
    expect(invitationOf('#/upload?server=https%3A%2F%2Fimages.example.org&code=A-B')).toEqual({
      server: 'https://images.example.org',
      code: 'A-B',
    });
    expect(invitationOf('#/upload')).toEqual({ server: '', code: '' });
  });

  it('leads to no unsafe address', () => {
    expect(invitationOf('#/upload?server=http://evil.example&code=1').server).toBe('');
    expect(invitationOf('#/upload?server=javascript:alert(1)&code=1').server).toBe('');
  });
});
