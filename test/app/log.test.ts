import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLog, fileWriter } from '../../src/app/log.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

it('writes one line of JSON per entry, without anything about a patient', () => {
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line));
  const cause = new Error('open /media/cd/PHANTOM_CHEST/IM1 failed for PHANTOM^CHEST');
  log.error('unexpected', new TypeError('1.2.840.113619.2.55.3 of PHANTOM^CHEST', { cause }), {
    url: 'https://pacs.example.org/x?sid=4f7c1a90-1111-4222-8333-123456789abc',
  });
  expect(lines).toHaveLength(1);
  const text = lines[0] ?? '';
  expect(text.endsWith('\n')).toBe(true);
  expect(JSON.parse(text)).toMatchObject({ level: 'error', event: 'unexpected', error: 'TypeError' });
  for (const secret of ['PHANTOM', '113619', 'pacs.example', '4f7c1a90', '/media', 'IM1 ']) {
    expect(text).not.toContain(secret);
  }
});

it('starts a new file when the old one is big, and keeps the one before', async () => {
  const file = join(await tempFolder(), 'app.log');
  const write = fileWriter(file);
  write(`${'x'.repeat(6_000_000)}\n`);
  write('after\n');
  expect(await readFile(file, 'utf8')).toBe('after\n');
  expect((await stat(`${file}.1`)).size).toBe(6_000_001);
});
