import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { listContainer } from '../../../src/source/containers/container.ts';
import { findSourceFile, streamSourceFile } from '../../../src/source/source-file.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const run = promisify(execFile);

/** Programs that others make discs with; a suite that lacks one says so. */
async function has(tool: string): Promise<boolean> {
  try {
    await run(tool, ['--version']);
    return true;
  } catch (error) {
    // What answers at all is there.
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') return true;
    process.stderr.write(`SKIPPED: ${tool} is not installed, so its images are not read\n`);
    return false;
  }
}

const deep = 'a/b/c/d/e/f/g/h/i/Deep Below.dcm';
const files: Readonly<Record<string, string>> = {
  DICOMDIR: 'the directory',
  'Images/im 1.dcm': 'x'.repeat(100_000),
  'Images/Überweisung 3. Mai.pdf': 'a letter',
  empty: '',
};

async function made(tree: Readonly<Record<string, string>>): Promise<string> {
  const folder = await tempFolder();
  for (const [path, content] of Object.entries(tree)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

async function contents(image: string): Promise<Record<string, string>> {
  const contained = await listContainer(image);
  expect(contained?.problems).toEqual([]);
  const found: Record<string, string> = {};
  for (const { path } of contained?.files ?? [])
    found[path] = Buffer.concat(await streamSourceFile(await findSourceFile(image, path)).toArray()).toString();
  return found;
}

describe.skipIf(!(await has('genisoimage')))('images that genisoimage makes', () => {
  it.each([['-R'], ['-J'], ['-udf', '-J'], ['-udf', '-R']])('%s %s', async (...kind) => {
    const source = await made(files);
    const image = join(await tempFolder(), 'disc.iso');
    await run('genisoimage', ['-quiet', '-input-charset', 'utf-8', ...kind, '-o', image, source]);
    expect(await contents(image)).toEqual(files);
  });

  it('with folders that are too deep, and links', async () => {
    const source = await made({ ...files, [deep]: 'deep' });
    await symlink('DICOMDIR', join(source, 'link'));
    const image = join(await tempFolder(), 'disc.iso');
    await run('genisoimage', ['-quiet', '-input-charset', 'utf-8', '-R', '-o', image, source]);
    expect(await contents(image)).toEqual({ ...files, [deep]: 'deep' });
  });

  it('in two sessions', async () => {
    const folder = await tempFolder();
    const [first, second] = [join(folder, 'first.iso'), join(folder, 'second.iso')];
    await run('genisoimage', ['-quiet', '-R', '-o', first, await made({ A: 'first' })]);
    const before = await readFile(first);
    const start = Math.ceil(before.length / 2048) + 11_400;
    const more = ['-C', `0,${start}`, '-M', first];
    await run('genisoimage', ['-quiet', '-R', '-o', second, ...more, await made({ B: 'second' })]);
    const image = join(folder, 'disc.iso');
    const gap = Buffer.alloc(start * 2048 - before.length);
    await writeFile(image, Buffer.concat([before, gap, await readFile(second)]));
    expect(await contents(image)).toEqual({ A: 'first', B: 'second' });
  });
});

describe.skipIf(!(await has('xorriso')))('images that xorriso makes', () => {
  it.each([['-R'], ['-J'], ['-R', '-iso-level', '3']])('%s %s %s', async (...kind) => {
    const source = await made(files);
    const image = join(await tempFolder(), 'disc.iso');
    await run('xorriso', ['-as', 'mkisofs', '-quiet', ...kind, '-o', image, source]);
    expect(await contents(image)).toEqual(files);
  });
});

describe.skipIf(!(await has('mkudffs')))('discs that mkudffs formats', () => {
  const media = ['hd', 'dvd', 'dvdrw', 'dvdr', 'cdrw', 'cdr'].flatMap((medium) =>
    ['0x0150', '0x0201'].map((revision) => [medium, revision] as const),
  );
  it.each([...media, ['bdr', '0x0250'] as const])('%s in UDF %s', async (medium, revision) => {
    const image = join(await tempFolder({ 'disc.udf': '' }), 'disc.udf');
    await truncate(image, 24 * 1024 * 1024);
    await run('mkudffs', [`--media-type=${medium}`, `--udfrev=${revision}`, image]);
    expect(await listContainer(image)).toMatchObject({ files: [], problems: [] });
  });
});
