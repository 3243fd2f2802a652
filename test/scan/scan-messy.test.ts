import { describe, expect, it } from 'vitest';
import type { Charset, ScanReport } from '../../src/contract/scan.ts';
import { scan } from '../../src/scan/scan.ts';
import { dicomdir, type DirectoryNode } from '../fixtures/dicomdir.ts';
import { part10 } from '../fixtures/part10.ts';
import { axialSeries, chestReport, type PhantomObject, toBytes } from '../fixtures/phantom-objects.ts';
import { tinyPdf } from '../fixtures/papers.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const [image, other, third] = axialSeries(3, 16) as [PhantomObject, PhantomObject, PhantomObject];

/** The same object with other attributes; `undefined` leaves one out. */
function altered(object: PhantomObject, changes: Readonly<Record<string, string | undefined>>): Uint8Array {
  const entries = Object.entries({ ...object.attributes, ...changes }).filter(([, value]) => value !== undefined);
  const attributes = Object.fromEntries(entries) as PhantomObject['attributes'];
  return part10(object.sopClassUid, object.sopInstanceUid, attributes);
}

async function scanFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<ScanReport> {
  const report = await scan([await tempFolder(files)], { workers: 1 });
  const { files: all, ...bins } = report.counts;
  expect(Object.values(bins).reduce((sum, count) => sum + count, 0)).toBe(all);
  return report;
}

const noise = Buffer.alloc(3000, 0xa5);
const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(64)]);

const codes = ({ problems }: ScanReport): [string, string][] => problems.map(({ path, code }) => [path, code]);
const listing = (...paths: string[]): Uint8Array =>
  dicomdir(
    '2.25.1',
    'TEST',
    paths.map((path) => ({
      keys: {
        DirectoryRecordType: 'IMAGE',
        ReferencedFileID: path.split('/'),
        ReferencedSOPInstanceUIDInFile: '2.25.2',
      },
      below: [],
    })),
  );

const recordOf = (patient: Readonly<Record<string, string>>, ...paths: string[]): DirectoryNode => ({
  keys: { DirectoryRecordType: 'PATIENT', ...patient },
  below: paths.map((path) => ({
    keys: { DirectoryRecordType: 'IMAGE', ReferencedFileID: path.split('/') },
    below: [],
  })),
});

describe('a file', () => {
  it('is judged by its content, never by its name', async () => {
    const report = await scanFiles({
      'photo.jpg': toBytes(image),
      'report.dcm': tinyPdf('a report'),
      noext: toBytes(chestReport()),
    });
    expect(report.counts).toMatchObject({ dicom: 2, documents: 1, ignored: 0, unreadable: 0 });
    expect(report.documents).toMatchObject([{ path: 'report.dcm', mediaType: 'application/pdf' }]);
  });

  it.each(['SOPInstanceUID', 'SOPClassUID', 'StudyInstanceUID', 'SeriesInstanceUID'])(
    'without %s is refused',
    async (keyword) => {
      const report = await scanFiles({
        a: altered(image, { [keyword]: undefined }),
        b: altered(other, { [keyword]: '' }),
      });
      expect(codes(report)).toEqual([
        ['a', 'missing-uid'],
        ['b', 'missing-uid'],
      ]);
      expect(report).toMatchObject({ counts: { dicom: 0, unreadable: 2 }, patients: [] });
    },
  );

  it('that ends early is read, labelled and reported', async () => {
    const bytes = toBytes(image);
    const report = await scanFiles({ 'cut.dcm': bytes.subarray(0, bytes.length - 100) });
    expect(codes(report)).toEqual([['cut.dcm', 'truncated']]);
    expect(report.patients[0]?.studies[0]?.series[0]?.instances[0]?.repairs).toEqual(['truncated']);
  });

  it('with a header longer than the first read is read on', async () => {
    const long = altered(image, { ImageComments: 'x'.repeat(10_000) });
    const report = await scanFiles({
      a: part10(image.sopClassUid, image.sopInstanceUid, {
        ...image.attributes,
        EncapsulatedDocument: new Uint8Array(300_000),
      }),
      b: long,
    });
    expect(report.counts).toMatchObject({ dicom: 2, unreadable: 0 });
    expect(report.duplicates).toMatchObject([{ paths: ['a', 'b'], identical: false }]);
  });

  it('that is no DICOM is missed only when it should be', async () => {
    const report = await scanFiles({
      'a.dcm': noise,
      'b.dcm': '',
      'c.bin': noise,
      'd.bin': '',
      'e/DICOMDIR': listing('F', 'G', 'H'),
      'e/F': 'no image',
      'e/G': '',
      'e/H': toBytes(image),
    });
    expect(report.counts).toEqual({ files: 8, dicom: 1, documents: 0, ignored: 3, unreadable: 4 });
    expect(codes(report)).toEqual([
      ['a.dcm', 'not-dicom'],
      ['b.dcm', 'empty'],
      ['d.bin', 'empty'],
      ['e/F', 'not-dicom'],
      ['e/G', 'empty'],
    ]);
  });

  it('that holds files and cannot be opened is said to be broken, but not when it is a viewer’s', async () => {
    const iso = new Uint8Array(40_000);
    iso.set(Buffer.from('CD001'), 32769);
    const report = await scanFiles({
      'disc.iso': iso,
      'study.zip': 'PK\x03\x04 and so on',
      'viewer/a.zip': 'PK\x03\x04',
      'viewer/v.exe': 'MZ',
    });
    expect(codes(report)).toEqual([
      ['disc.iso', 'unreadable'],
      ['study.zip', 'unreadable'],
    ]);
    expect(report.problems[0]?.message).toContain('disc image (ISO 9660) cannot be read: It has no volume');
    expect(report.counts).toMatchObject({ ignored: 2, unreadable: 2 });
  });

  it('of a viewer or a web page is no document', async () => {
    const pdf = tinyPdf('x');
    const report = await scanFiles({
      'letter.pdf': pdf,
      'start.exe': 'MZ',
      'INDEX.HTM': '<html>x</html>',
      'IHE_PDI/page.htm': '<!DOCTYPE html>x',
      'viewer/bin/run.exe': 'MZ',
      'viewer/bin/help/manual.pdf': pdf,
      'viewer/notes.pdf': pdf,
    });
    expect(report.documents.map(({ path }) => path)).toEqual(['letter.pdf', 'viewer/notes.pdf']);
  });

  it('of a disc that was copied into a folder is judged as on the disc', async () => {
    const disc = {
      'setup.exe': 'MZ',
      DICOMDIR: listing('A'),
      A: toBytes(image),
      'letter.pdf': tinyPdf('a letter'),
      'films/heart.mp4': film,
      'INDEX.HTM': '<!doctype html><title>x</title>',
      'viewer/run.exe': 'MZ',
      'viewer/manual.pdf': tinyPdf('a manual'),
    };
    const copied = Object.entries(disc).map(([path, content]) => [`discs/one/${path}`, content] as const);
    const report = await scanFiles(Object.fromEntries(copied));
    expect(report.documents.map(({ path }) => path)).toEqual(['discs/one/films/heart.mp4', 'discs/one/letter.pdf']);
  });
});

describe('texts', () => {
  it('are read in the character set that is chosen, whatever the files declare', async () => {
    // The fixtures write texts in UTF-8 and are told to declare Latin-1.
    const file = altered(image, { SpecificCharacterSet: 'ISO_IR 100', PatientName: 'PHÄNTOM^CHEST' });
    const folder = await tempFolder({ file });
    const names = async (charset?: Charset): Promise<unknown[]> =>
      (await scan([folder], { workers: 1, charset })).patients.map(({ patientName }) => patientName);
    expect(await names()).toEqual([Buffer.from('PHÄNTOM^CHEST').toString('latin1').replace('\u0084', '„')]);
    expect(await names('ISO_IR 192')).toEqual(['PHÄNTOM^CHEST']);
  });
});

describe('a DICOMDIR', () => {
  it('is a hint: what it forgets is found, what it invents is named', async () => {
    const report = await scanFiles({
      DICOMDIR: listing('IMAGES/A', 'IMAGES/GONE', '../SECRET', 'IMAGES/B'),
      'IMAGES/A': toBytes(image),
      'IMAGES/B': toBytes(other),
      'IMAGES/C': toBytes(third),
    });
    expect(report.counts).toMatchObject({ dicom: 3, ignored: 1 });
    const [directory] = report.dicomdir;
    expect(directory).toMatchObject({
      path: 'DICOMDIR',
      records: 4,
      listedButAbsent: ['IMAGES/GONE', '../SECRET'],
      presentButUnlisted: ['IMAGES/C'],
    });
    expect(directory?.problems.map(({ path, code, message }) => [path, code, message])).toEqual([
      ['DICOMDIR', 'listed-but-absent', 'It lists IMAGES/GONE, which is not there.'],
      ['DICOMDIR', 'outside-root', 'It lists ../SECRET, which lies outside its folder and was not looked for.'],
    ]);
  });

  it('finds its files under the names that systems make of them', async () => {
    const report = await scanFiles({
      'disc/dicomdir.;1': listing('IMAGES/A', 'IMAGES/B', 'IMAGES\\C', 'IMAGES/D'),
      'disc/images/a': toBytes(image),
      'disc/IMAGES/B.;1': toBytes(other),
      'disc/Images/c.dcm': toBytes(third),
      'disc/IMAGES/d.avi': 'RIFF....AVI LIST',
    });
    expect(report.dicomdir).toMatchObject([{ listedButAbsent: ['IMAGES/D'], presentButUnlisted: [] }]);
  });

  it('in a folder may name its files from the disc or the drive on, and each of several is held against its own', async () => {
    const report = await scanFiles({
      DICOMDIR: listing('A'),
      A: toBytes(image),
      'export/DICOMDIR': listing('export/B', 'C:\\export\\C'),
      'export/B': toBytes(other),
      'export/C': toBytes(third),
    });
    expect(report.dicomdir).toMatchObject([
      { path: 'DICOMDIR', listedButAbsent: [], presentButUnlisted: [], problems: [] },
      {
        path: 'export/DICOMDIR',
        listedButAbsent: [],
        presentButUnlisted: [],
        problems: [{ code: 'name-mismatch', message: expect.stringContaining('from a folder above') as string }],
      },
    ]);
  });

  it('that names another patient than its files is told with both paths', async () => {
    const { PatientID, PatientBirthDate } = image.attributes as Readonly<Record<string, string>>;
    const name = { SpecificCharacterSet: 'ISO_IR 192', PatientName: 'PHÄNTOM^CHEST' };
    const conflicts = async (patient: Readonly<Record<string, string>>): Promise<unknown[]> => {
      const files = { A: altered(image, name), B: altered(other, name) };
      const directory = dicomdir('2.25.1', 'TEST', [recordOf(patient, 'A', 'B')]);
      const report = await scanFiles({ DICOMDIR: directory, ...files });
      return (report.dicomdir[0]?.problems ?? []).map(({ path, code, message }) => [path, code, message]);
    };
    const right = { PatientID: PatientID ?? '', PatientBirthDate: PatientBirthDate ?? '' };
    for (const spelling of [
      'PHÄNTOM^CHEST',
      'Phaentom^Chest',
      'CHEST PHANTOM',
      'PH?NTOM^CHEST^^',
      'PH_NTOM, CHEST',
      '',
    ])
      expect([spelling, await conflicts({ ...right, PatientName: spelling })]).toEqual([spelling, []]);
    expect(await conflicts({ ...right, PatientID: ` 00${PatientID}`, PatientName: 'PHÄNTOM^CHEST' })).toEqual([]);
    expect(await conflicts({ PatientID: '2', PatientName: 'PHANTOM^HAND', PatientBirthDate: '19000101' })).toEqual([
      [
        'DICOMDIR',
        'conflicting-identity',
        'It names another patient (patient ID, patient name, birth date) than A and 1 more of its files.',
      ],
    ]);
  });

  it('that cannot be read costs nothing but itself', async () => {
    const report = await scanFiles({
      DICOMDIR: 'scratched',
      A: toBytes(image),
      'b/DICOMDIR': part10('1.2.840.10008.1.3.10', '2.25.1', {}).subarray(0, 200),
    });
    expect(codes(report)).toEqual([
      ['DICOMDIR', 'bad-dicomdir'],
      ['b/DICOMDIR', 'bad-dicomdir'],
    ]);
    expect(report.counts).toEqual({ files: 3, dicom: 1, documents: 0, ignored: 2, unreadable: 0 });
  });
});

describe('one SOP Instance UID', () => {
  it('in identical files is one instance', async () => {
    const report = await scanFiles({ a: toBytes(image), b: toBytes(image), c: toBytes(other) });
    expect(report.duplicates).toEqual([
      { sopInstanceUid: image.sopInstanceUid, paths: ['a', 'b'], identical: true, repairs: [] },
    ]);
    expect(report.counts.dicom).toBe(3);
    expect(report.patients[0]?.studies[0]?.series[0]?.instances.map(({ path }) => path)).toEqual(['a', 'c']);
    expect(report.problems).toEqual([]);
  });

  it('in different files keeps the first and reports the others', async () => {
    const report = await scanFiles({ a: toBytes(image), b: altered(image, { WindowCenter: '41' }), c: toBytes(image) });
    expect(report.duplicates).toEqual([
      { sopInstanceUid: image.sopInstanceUid, paths: ['a', 'b', 'c'], identical: false, repairs: [] },
    ]);
    expect(codes(report)).toEqual([['b', 'conflicting-instance']]);
    expect(report.leftOut.map(({ path, repairs }) => [path, repairs])).toEqual([
      ['b', []],
      ['c', []],
    ]);
    const mended = await scanFiles({ a: toBytes(image), b: toBytes(image).subarray(132) });
    expect(mended.leftOut.map(({ path, repairs }) => [path, repairs])).toEqual([['b', ['no-preamble']]]);
    expect(report.patients[0]?.studies[0]?.series[0]?.instances.map(({ path }) => path)).toEqual(['a']);
  });
});

describe('one study', () => {
  it('of two patients is one study, blocked by a conflict', async () => {
    const report = await scanFiles({
      a: altered(image, { PatientID: 'PHANTOM-9' }),
      b: toBytes(other),
      c: toBytes(third),
    });
    expect(report.patients).toHaveLength(1);
    expect(report.patients[0]?.patientId).toBe('PHANTOM-1');
    expect(report.patients[0]?.studies[0]?.conflicts).toMatchObject([{ path: 'a', code: 'conflicting-identity' }]);
  });
});
