import { execFileSync, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDicomdir } from '../../src/dicom/dicomdir.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { type DirectoryEntry, directoryEntry, writeDicomdir } from '../../src/dicom/write-dicomdir.ts';
import { part10, type Attributes } from '../fixtures/part10.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const installed = spawnSync('dcmdump', ['--version']).status === 0;
if (!installed) process.stderr.write('SKIPPED: what dcmtk says of a DICOMDIR (dcmdump is not installed)\n');

const CT = '1.2.840.10008.5.1.4.1.1.2';
const identity = { fileSetId: 'PHANTOM', uid: '2.25.17' };

function member(path: readonly string[], attributes: Attributes, sopClass = CT): DirectoryEntry {
  const uid = `1.2.3.${path.length}.${Number.parseInt((path.at(-1) ?? '').replaceAll(/\D/g, ''), 10)}`;
  const all = { SOPClassUID: sopClass, SOPInstanceUID: uid, ...attributes };
  return directoryEntry(path, readDicom(part10(sopClass, uid, all)));
}
const of = (patient: string, study: string, series: string): Attributes => ({
  SpecificCharacterSet: 'ISO_IR 192',
  PatientName: `PHANTOM^${patient}`,
  PatientID: patient,
  StudyInstanceUID: study,
  SeriesInstanceUID: series,
  Modality: 'CT',
});

describe('a DICOMDIR', () => {
  test('says of reports, presentation states and documents what their records ask for', () => {
    const reference = [{ ReferencedSOPClassUID: CT, ReferencedSOPInstanceUID: '1.1.7' }];
    const members = [
      member(
        ['DICOM', 'IM01'],
        {
          ...of('KNEE', '1.2', '1.2.1'),
          VerificationFlag: 'VERIFIED',
          VerifyingObserverSequence: [{ VerificationDateTime: '20240102' }, { VerificationDateTime: '20240103' }],
        },
        '1.2.840.10008.5.1.4.1.1.88.33',
      ),
      member(
        ['DICOM', 'IM02'],
        {
          ...of('KNEE', '1.2', '1.2.2'),
          ReferencedSeriesSequence: [{ SeriesInstanceUID: '1.2.1', ReferencedImageSequence: reference }],
        },
        '1.2.840.10008.5.1.4.1.1.11.1',
      ),
      member(
        ['DICOM', 'IM03'],
        {
          ...of('KNEE', '1.2', '1.2.3'),
          ConceptNameCodeSequence: [{ CodeValue: '18748-4', CodingSchemeDesignator: 'LN', CodeMeaning: 'Report' }],
        },
        '1.2.840.10008.5.1.4.1.1.104.1',
      ),
    ];
    const { dataSet } = readDicom(writeDicomdir(members, identity));
    const records = dataSet.items(tagOf('DirectoryRecordSequence'));
    const ofType = (type: string) => records.find((each) => each.text(tagOf('DirectoryRecordType')) === type);
    expect(ofType('SR DOCUMENT')?.text(tagOf('VerificationDateTime'))).toBe('20240103');
    const [series] = ofType('PRESENTATION')?.items(tagOf('ReferencedSeriesSequence')) ?? [];
    expect(series?.text(tagOf('SeriesInstanceUID'))).toBe('1.2.1');
    expect(series?.items(tagOf('ReferencedImageSequence'))[0]?.text(tagOf('ReferencedSOPInstanceUID'))).toBe('1.1.7');
    expect(ofType('PRESENTATION')?.has(tagOf('BlendingSequence'))).toBe(false);
    const [name] = ofType('ENCAP DOC')?.items(tagOf('ConceptNameCodeSequence')) ?? [];
    expect(name?.text(tagOf('CodeValue'))).toBe('18748-4');
  });

  test('lists every file under its patient, study and series', () => {
    const members = [
      member(['DICOM', 'IM01'], of('ÅSE', '1.1', '1.1.1')),
      member(['DICOM', 'IM02'], of('ÅSE', '1.1', '1.1.2')),
      member(['DICOM', 'IM03'], of('KNEE', '1.2', '1.2.1'), '1.2.840.10008.5.1.4.1.1.88.33'),
      member(['DICOM', 'IM04'], of('ÅSE', '1.1', '1.1.1')),
    ];
    const { records, references, problems } = readDicomdir(writeDicomdir(members, identity));
    expect([records, problems]).toEqual([2 + 2 + 3 + 4, []]);
    expect(
      references.map(({ path, recordType, patientName, seriesInstanceUid }) => [
        path.join('/'),
        recordType,
        patientName,
        seriesInstanceUid,
      ]),
    ).toEqual([
      ['DICOM/IM01', 'IMAGE', 'PHANTOM^ÅSE', '1.1.1'],
      ['DICOM/IM04', 'IMAGE', 'PHANTOM^ÅSE', '1.1.1'],
      ['DICOM/IM02', 'IMAGE', 'PHANTOM^ÅSE', '1.1.2'],
      ['DICOM/IM03', 'SR DOCUMENT', 'PHANTOM^KNEE', '1.2.1'],
    ]);
  });

  test('numbers what has no number of its own, and nothing twice', () => {
    const numbers = (keyword: string): (string | undefined)[] =>
      readDicom(writeDicomdir(members, identity))
        .dataSet.items(tagOf('DirectoryRecordSequence'))
        .flatMap((record) => (record.has(tagOf(keyword)) ? [record.text(tagOf(keyword))] : []));
    const members = [
      member(['DICOM', 'IM01'], of('ONE', '1.1', '1.1.1')),
      member(['DICOM', 'IM02'], { ...of('ONE', '1.1', '1.1.1'), InstanceNumber: '1' }),
      member(['DICOM', 'IM03'], { ...of('ONE', '1.1', '1.1.2'), SeriesNumber: '7' }),
    ];
    expect([numbers('StudyID'), numbers('SeriesNumber'), numbers('InstanceNumber')]).toEqual([
      ['1'],
      ['1', '7'],
      ['2', '1', '1'],
    ]);
  });

  test('of nothing is one all the same', () => {
    expect(readDicomdir(writeDicomdir([], identity))).toMatchObject({ records: 0, references: [], problems: [] });
  });

  test('whatever is in the files, it reads back: the same files with the same identities', () => {
    const name = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map((text) => text.replaceAll(/[\\^=\p{C}]/gu, '').trim());
    const file = fc.record({ patient: name, study: fc.nat(3), series: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(file, { maxLength: 12 }), (files) => {
        const members = files.map(({ patient, study, series }, index) =>
          member(['DICOM', `IM${index}`], {
            ...of('', `1.${study}`, `1.${study}.${series}`),
            PatientName: patient,
            PatientID: `P${study}`,
          }),
        );
        const { references, problems } = readDicomdir(writeDicomdir(members, identity));
        expect(problems).toEqual([]);
        const told = references.map(({ path, seriesInstanceUid, patientId }) =>
          [path.at(-1), patientId, seriesInstanceUid].join(' '),
        );
        const meant = files.map(({ study, series }, index) => `IM${index} P${study} 1.${study}.${series}`);
        expect(new Set(told)).toEqual(new Set(meant));
      }),
    );
  });

  test.skipIf(!installed)('is one to dcmtk as well', async () => {
    const file = join(await tempFolder(), 'DICOMDIR');
    await writeFile(file, writeDicomdir([member(['DICOM', 'IM01'], of('ÅSE', '1.1', '1.1.1'))], identity));
    const dump = execFileSync('dcmdump', ['+U8', file], { encoding: 'utf8' });
    expect(dump.match(/DirectoryRecordType/g)).toHaveLength(4);
    expect(dump).toContain('[DICOM\\IM01]');
  });
});
