import { describe, expect, it } from 'vitest';
import { ServerUrl } from '../../src/contract/connection.ts';

describe('ServerUrl', () => {
  it.each([
    'https://access.example.org',
    'https://example.org:8443/base',
    'http://127.0.0.1:8080',
    'http://localhost:1',
    'http://[::1]:8080',
  ])('accepts %s', (url) => {
    expect(ServerUrl.safeParse(url).success).toBe(true);
  });

  it.each([
    'http://example.org',
    'http://127.0.0.1.example.org',
    'http://localhost.example.org',
    'https://user:password@example.org',
    'http://127.0.0.1@example.org',
    'http://[::1]@example.org',
    'ftp://example.org',
    'javascript:alert(1)',
    'example.org',
    '',
  ])('refuses %j', (url) => {
    expect(ServerUrl.safeParse(url).success).toBe(false);
  });
});
