import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstanceHeader } from '../../src/dicom/instance-header.ts';
import type { Outcome } from '../../src/scan/outcome.ts';
import { scan } from '../../src/scan/scan.ts';
import { ScanSoFar } from '../../src/scan/so-far.ts';
import { summarize } from '../../src/scan/summarize.ts';
import type { FoundFile } from '../../src/scan/walk.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const file = (index: number): FoundFile => ({ source: 0, path: `${index}`, absolutePath: `/${index}`, chosen: false });

function instance(index: number, of: Partial<InstanceHeader> = {}): Outcome {
  const header: InstanceHeader = {
    sopInstanceUid: `2.25.1${index}`,
    sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    studyInstanceUid: '2.25.2',
    seriesInstanceUid: `2.25.3${index % 100}`,
    frames: 1,
    ...of,
  };
  return { kind: 'instance', bytes: 1, repairs: [], header };
}

/** The same, and every look at a header counted. */
function counted(outcome: Outcome, look: () => void): Outcome {
  if (outcome.kind !== 'instance') return outcome;
  const header = new Proxy(outcome.header, {
    get: (target, key) => {
      look();
      return Reflect.get(target, key) as unknown;
    },
  });
  return { ...outcome, header };
}

describe('a summary while the scan runs', () => {
  it('looks at no object again, however many there are', () => {
    const soFar = new ScanSoFar();
    let looks = 0;
    const looksAfter: number[] = [];
    for (let index = 0; index < 50_000; index++) {
      if (index % 1000 === 0) looksAfter.push(looks);
      soFar.add(
        file(index),
        counted(instance(index), () => (looks += 1)),
      );
    }
    const [, first = 0, second = 0] = looksAfter;
    expect(looks - (looksAfter.at(-1) ?? 0)).toBe(second - first);
    looks = 0;
    const { patients, counts } = soFar.summary([], 0, undefined);
    expect(looks).toBe(0);
    expect(counts.dicom).toBe(50_000);
    expect(patients[0]?.studies[0]?.series).toHaveLength(100);
  });

  it('says in the end what the report says, in whatever order the files came', () => {
    const few = fc.constantFrom('1', '2');
    const one = fc.record({ studyInstanceUid: few, seriesInstanceUid: few, modality: fc.constantFrom('CT', 'MR') });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (list) => {
        const soFar = new ScanSoFar();
        for (const [index, of] of list.entries()) soFar.add(file(index), instance(index, of));
        const studies = soFar.summary([], 0, undefined).patients.flatMap((patient) => patient.studies);
        for (const study of studies) {
          const full = soFar.study(study.studyInstanceUid);
          expect(full?.series.map(({ instances }) => instances.length)).toEqual(
            study.series.map(({ instances }) => instances),
          );
        }
        expect(studies.flatMap(({ series }) => series).reduce((sum, { instances }) => sum + instances, 0)).toBe(
          list.length,
        );
      }),
    );
  });

  it('shows a study before the scan has ended, and everything in the end', async () => {
    const disc = await writePhantomDisc(await tempFolder(), { slices: 4, size: 16 });
    const soFar = new ScanSoFar();
    let seen: string | undefined;
    let ended = false;
    const report = await scan([disc.dir], {
      onRead: (found, outcome) => {
        soFar.add(found, outcome);
        if (outcome.kind !== 'instance' || seen !== undefined) return;
        seen = outcome.header.studyInstanceUid;
        expect(ended).toBe(false);
        expect(soFar.study(seen)?.series[0]?.instances).toHaveLength(1);
        expect(soFar.instance(outcome.header.sopInstanceUid)?.path).toBe(found.path);
      },
    });
    ended = true;
    expect(seen).toBeDefined();
    const { patients, counts, documents, problems } = summarize(report);
    const { dicomdir } = report;
    const partial = soFar.summary(report.sources, 0, undefined);
    expect(partial).toMatchObject({ partial: true, patients, problems });
    expect(partial.documents.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(documents);
    // A DICOMDIR is none of the four until it is resolved at the end.
    expect(partial.counts).toEqual({
      ...counts,
      files: counts.files - dicomdir.length,
      ignored: counts.ignored - dicomdir.length,
    });
  });
});
