import { describe, expect, it } from 'vitest';
import { api } from '../../src/contract/api.ts';
import { fillPath } from '../../src/contract/route.ts';

describe('fillPath', () => {
  it('encodes every parameter', () => {
    expect(fillPath(api.scan.path, { scanId: '../etc?x#y' })).toBe('/api/scans/..%2Fetc%3Fx%23y');
  });

  it('refuses a missing parameter', () => {
    expect(() => fillPath(api.study.path, { connectionId: 'embedded' })).toThrow('studyUuid');
  });
});

describe('the application API', () => {
  it('has no two routes with the same method and path', () => {
    const names = Object.values(api).map((route) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('keeps every route under /api/', () => {
    for (const route of Object.values(api)) expect(route.path).toMatch(/^\/api\//);
  });
});
