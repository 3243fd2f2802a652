import { readdirSync, readFileSync } from 'node:fs';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Treatment } from '../../src/contract/import.ts';
import { readInstanceHeader } from '../../src/dicom/instance-header.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { type SourceFile, streamSource } from '../../src/upload/source.ts';
import { TreatmentPool } from '../../src/upload/treatment-pool.ts';
import type { ScannedFile } from '../../src/upload/treatment-task.ts';
import { writeMultiframe } from '../bench/scan-files.ts';
import { sharedPath } from '../helpers/shared.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { deidKey } from './rig.ts';

const treatments: readonly Treatment[] = [
  { kind: 'as-is' },
  { kind: 'deidentify', profile: 'basic' },
  { kind: 'burn-in', set: { PatientName: 'PHANTOM^LOCAL', PatientID: 'LOCAL-7' } },
];
const task = { kind: 'treat', key: deidKey, now: new Date('2026-01-31T10:15:00Z') } as const;

const whole = new TreatmentPool(1, Number.MAX_SAFE_INTEGER);
const around = new TreatmentPool(1, 0);
afterAll(async () => {
  await Promise.all([whole.close(), around.close()]);
});

async function sourceOf(file: string, sopInstanceUid: string): Promise<ScannedFile & SourceFile> {
  const { size, mtimeMs } = await stat(file);
  return { file, sopInstanceUid, bytes: size, fileBytes: size, mtimeMs: Math.trunc(mtimeMs) };
}

interface Sent {
  readonly bytes?: Buffer;
  readonly size?: number;
  readonly header?: unknown;
  readonly kept?: number;
  readonly changes?: unknown;
  readonly error?: unknown;
}

/** What is written as a file: its bytes, or why there are none. */
async function copied(source: ScannedFile, treatment: Treatment, target: string): Promise<Sent> {
  const { key, now } = task;
  const [result] = await whole.copy({ copies: [{ source, target }], treatment, key, now });
  return result === undefined || 'problem' in result ? { error: result } : { bytes: await readFile(target) };
}

/** What leaves: its bytes, or why there are none. */
async function sent(pool: TreatmentPool, source: ScannedFile & SourceFile, treatment: Treatment): Promise<Sent> {
  try {
    const treated = await pool.run({ ...task, ...source, treatment });
    const bytes = Buffer.from(await new Response(streamSource(source, { treated })).arrayBuffer());
    const { bytes: size, header, kept } = treated;
    // Group 0002 is completed first; of that the preview of the whole file tells, and that of the other does not.
    const changes = treated.changes.filter(({ tag }) => !tag.startsWith('(0002'));
    return { bytes, size, header, kept, changes };
  } catch (error) {
    return { error };
  }
}

const folders = ['transfer-syntaxes', 'pixel-formats', 'modalities', 'malformed', 'charsets'];
const files = folders.flatMap((folder) => {
  const path = sharedPath(`corpus/${folder}`);
  if (path === undefined) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [join(folder, entry.name), join(entry.parentPath, entry.name)] as const);
});

describe.skipIf(files.length === 0)('an object whose pixels stay in its file', () => {
  it.each(treatments)('is written as a file as it would leave ($kind)', async (treatment) => {
    const folder = await tempFolder();
    let count = 0;
    for (const [index, [name, file]] of files.entries()) {
      let sopInstanceUid = '';
      try {
        ({ sopInstanceUid } = readInstanceHeader(readDicom(readFileSync(file))));
      } catch {
        continue;
      }
      const source = await sourceOf(file, sopInstanceUid);
      const { bytes: expected } = await sent(around, source, treatment);
      const { bytes } = await copied(source, treatment, join(folder, String(index)));
      expect(bytes === expected || bytes?.equals(expected ?? Buffer.of()), name).toBe(true);
      count += bytes === undefined ? 0 : 1;
    }
    expect(count).toBeGreaterThan(100);
  });

  it.each(treatments)('leaves byte for byte as one that is treated as a whole ($kind)', async (treatment) => {
    let count = 0;
    for (const [name, file] of files) {
      let [sopInstanceUid, isSound] = ['', true];
      try {
        const read = readDicom(readFileSync(file));
        ({ sopInstanceUid } = readInstanceHeader(read));
        isSound = read.repairs.length === 0;
      } catch {
        continue;
      }
      // A file without a group 0002 gets one before it is treated, which the treatment then takes for the file's own.
      const compared = ({ bytes, ...told }: Sent) => {
        if (isSound || bytes === undefined) return { bytes, ...told };
        return { ...told, size: 0, bytes: bytes.subarray(144 + bytes.readUInt32LE(140)) };
      };
      const source = await sourceOf(file, sopInstanceUid);
      const [expected, result] = await Promise.all([sent(whole, source, treatment), sent(around, source, treatment)]);
      const { bytes, ...told } = compared(result);
      const { bytes: expectedBytes, ...expectedTold } = compared(expected);
      expect(told, name).toEqual(expectedTold);
      expect(bytes === expectedBytes || bytes?.equals(expectedBytes ?? Buffer.of()), name).toBe(true);
      count += bytes === undefined ? 0 : 1;
    }
    expect(count).toBeGreaterThan(100);
  });
});

it('is de-identified though it is larger than any buffer', async () => {
  const file = join(await tempFolder(), 'LARGE');
  const bytes = await writeMultiframe(file, 4200);
  expect(bytes).toBeGreaterThan(2 ** 31);
  const handle = await open(file);
  const { buffer } = await handle.read(new Uint8Array(4 << 20), 0, 4 << 20, 0);
  await handle.close();
  const { sopInstanceUid } = readInstanceHeader(
    readDicom(buffer, { untilPixelData: true, partial: true, totalBytes: bytes }),
  );
  const source = await sourceOf(file, sopInstanceUid);
  const treated = await around.run({ ...task, ...source, treatment: { kind: 'deidentify', profile: 'basic' } });
  expect(treated.sopInstanceUid).not.toBe(sopInstanceUid);
  const { pieces } = treated.content;
  const ends = pieces.flatMap((piece) => (piece instanceof Uint8Array ? [] : [piece.end]));
  expect(ends.at(-1)).toBe(bytes);
  const lengths = pieces.map((piece) => (piece instanceof Uint8Array ? piece.byteLength : piece.end - piece.start));
  expect(lengths.reduce((sum, length) => sum + length)).toBe(treated.bytes);
  // The rest is one long hole.
  const reader = streamSource(source, { treated }).getReader();
  const [head, pixels] = [await reader.read(), await reader.read()];
  await reader.cancel();
  expect(Buffer.from(head.value ?? []).includes('PHANTOM^BENCH')).toBe(false);
  expect(pixels.value?.byteLength).toBeGreaterThan(0);
  await rm(file);
});
