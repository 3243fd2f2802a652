import { expect, test } from 'vitest';
import { storageUrlFor } from '../../../src/clients/ambra/storage.ts';

test.each([
  ['https://archive.example', 'engine-7.archive.example', 'https://engine-7.archive.example/api/v3/storage'],
  ['https://archive.example:8443/api/v3', 'engine.example:9443', 'https://engine.example:9443/api/v3/storage'],
  ['http://127.0.0.1:8000', '127.0.0.1:8000', 'http://127.0.0.1:8000/api/v3/storage'],
  ['http://archive.localhost', 'archive.localhost', 'http://archive.localhost/api/v3/storage'],
  ['http://127.0.0.1:8000', '[::1]:8001', 'http://[::1]:8001/api/v3/storage'],
])('%s with the engine %s', (base, host, url) => {
  expect(storageUrlFor(base)(host)).toBe(url);
});

test.each([
  ['http://127.0.0.1:8000', 'engine.example'],
  ['http://127.0.0.1:8000', '127.0.0.1.evil.example'],
  ['https://archive.example', 'engine.example/path'],
  ['https://archive.example', 'user@engine.example'],
  ['https://archive.example', 'engine.example?x='],
  ['https://archive.example', 'engine.example#'],
  ['https://archive.example', 'engine.example:99999'],
  ['https://archive.example', ''],
])('%s never sends the session to %j', (base, host) => {
  expect(() => storageUrlFor(base)(host)).toThrow(expect.objectContaining({ code: 'bad-engine' }) as Error);
});
