import { mkdir, writeFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scan } from '../../src/scan/scan.ts';
import { Staging } from '../../src/scan/staging/staging.ts';
import { nameOfBytes, readableName, systemPath } from '../../src/source/file-name.ts';
import { findSourceFile, streamSourceFile } from '../../src/source/source-file.ts';
import { axialSeries, toBytes } from '../fixtures/phantom-objects.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

describe('a file name', () => {
  it('leads back to its bytes, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const name = nameOfBytes(Buffer.from(bytes));
        expect(Buffer.from(systemPath(`ä/${name}/ö`))).toEqual(
          Buffer.concat([Buffer.from('ä/'), bytes, Buffer.from('/ö')]),
        );
      }),
    );
  });

  it('is itself when it is Unicode, also when it looks like an escaped one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(Buffer.from(systemPath(nameOfBytes(Buffer.from(name)))).toString()).toBe(name);
      }),
    );
    expect(nameOfBytes(Buffer.from('Müller 山田'))).toBe('Müller 山田');
  });

  it('that is Latin 1 is shown as such', () => {
    expect(readableName(nameOfBytes(Buffer.from('Müller', 'latin1')))).toBe('Müller');
  });
});

/** Other systems have no such names. */
describe.runIf(process.platform === 'linux')('files whose names are no UTF-8', () => {
  it('are read, found again, and copied', async () => {
    const [one, two] = axialSeries(2, 16).map(toBytes) as [Uint8Array, Uint8Array];
    const root = await tempFolder();
    const folder = Buffer.from(`${root}/Müller`, 'latin1');
    await mkdir(folder);
    await writeFile(Buffer.concat([folder, Buffer.from('/ä.dcm')]), one);
    await writeFile(Buffer.concat([folder, Buffer.of(0x2f, 0x83, 0x65, 0x83, 0x58, 0x83, 0x67)]), two);
    const staging = await Staging.open(await tempFolder(), { sources: [root] });
    const reports = [await scan([root]), await scan([root], { staging })];
    for (const { counts, problems, patients } of reports) {
      expect([counts.dicom, problems]).toEqual([2, []]);
      const [first, second] = patients[0]?.studies[0]?.series[0]?.instances ?? [];
      expect(readableName(first?.path ?? '')).toBe('Müller/ä.dcm');
      const found = await findSourceFile(root, second?.path ?? '');
      expect(Buffer.concat((await streamSourceFile(found).toArray()) as Uint8Array[])).toEqual(Buffer.from(two));
    }
    expect(staging.status.state).toBe('safe');
    await staging.close();
  });
});
