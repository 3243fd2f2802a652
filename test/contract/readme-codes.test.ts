import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { RepairCode, ScanProblemCode } from '../../src/contract/scan.ts';

it('the README says what every code of a scan means', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const explained = new Set(
    [...readme.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, codes]) => codes?.match(/[a-z-]+/g) ?? []),
  );
  for (const code of [...ScanProblemCode.options, ...RepairCode.options]) expect(explained).toContain(code);
});
