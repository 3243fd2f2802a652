import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScannedPatient } from '../../src/contract/scan.ts';
import type { InstanceHeader } from '../../src/dicom/instance-header.ts';
import { Grouping } from '../../src/scan/group.ts';
import type { InstanceFile, Slice } from '../../src/scan/outcome.ts';

function instance(header: Partial<InstanceHeader>, slice?: Slice): InstanceFile {
  const sopInstanceUid = header.sopInstanceUid ?? '2.25.1';
  return {
    kind: 'instance',
    bytes: 1,
    source: 0,
    path: sopInstanceUid,
    absolutePath: `/${sopInstanceUid}`,
    chosen: false,
    at: { absolutePath: `/${sopInstanceUid}` },
    repairs: [],
    header: {
      sopInstanceUid,
      sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
      transferSyntaxUid: '1.2.840.10008.1.2.1',
      studyInstanceUid: '2.25.3',
      seriesInstanceUid: '2.25.4',
      frames: 1,
      ...header,
    },
    ...(slice === undefined ? {} : { slice }),
  };
}

function groupInstances(instances: readonly InstanceFile[]): ScannedPatient[] {
  const grouping = new Grouping();
  for (const each of instances) grouping.add(each);
  return grouping.patients();
}

const orderOf = (instances: readonly InstanceFile[]): string[] =>
  groupInstances(instances).flatMap(({ studies }) =>
    studies.flatMap(({ series }) => series.flatMap(({ instances: own }) => own.map(({ path }) => path))),
  );

const up = (distance: number): Slice => ({ normal: [0, 0, 1], distance });

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/** The same files as one patient's. */
const ofOne = (files: readonly InstanceFile[]): InstanceFile[] =>
  files.map(({ header, ...file }) => ({ ...file, header: { ...header, patientId: '1', patientName: 'X' } }));

const inStudy = (studyInstanceUid: string, header: Partial<InstanceHeader>): InstanceFile =>
  instance({ ...header, studyInstanceUid, sopInstanceUid: studyInstanceUid });

/** How many patients these are, each with a study of its own. */
const patientsOf = (...headers: Partial<InstanceHeader>[]): number =>
  groupInstances(headers.map((header, index) => inStudy(`2.25.${index}`, header))).length;

describe('identity', () => {
  it('never takes two studies without ID and name for one patient', () => {
    expect(patientsOf({}, {}, { patientId: ' ' })).toBe(3);
  });

  it('is the ID, its issuer, the name and the birth date together', () => {
    const phantom = { patientId: '1', patientName: 'PHANTOM^CHEST', birthDate: '19700101', issuerOfPatientId: 'A' };
    expect(patientsOf(phantom, { ...phantom })).toBe(1);
    for (const change of [
      { patientId: '2' },
      { patientName: 'PHANTOM^HAND' },
      { birthDate: '19700102' },
      { issuerOfPatientId: 'B' },
    ]) {
      expect(patientsOf(phantom, { ...phantom, ...change })).toBe(2);
    }
  });

  it('does not mind how a name is written', () => {
    const names = ['PHANTOM^CHEST', 'Phantom^Chest', 'PHANTOM ^ CHEST^^^', 'PHANTOM^CHEST=幻^胸', ' phantom^chest '];
    expect(patientsOf(...names.map((patientName) => ({ patientId: '1', patientName })))).toBe(1);
  });

  it('does not conflict with what is not said', () => {
    const [patient] = groupInstances([
      instance({ sopInstanceUid: '2.25.1', patientName: 'PHANTOM^CHEST' }),
      instance({ sopInstanceUid: '2.25.2', patientId: '1' }),
      instance({ sopInstanceUid: '2.25.3' }),
    ]);
    expect(patient).toMatchObject({ patientName: 'PHANTOM^CHEST', patientId: '1', studies: [{ conflicts: [] }] });
  });
});

describe('a study that contradicts itself', () => {
  it('names all its patients, the most frequent first, each with a file', () => {
    const files = ['1', '2', '2'].map((patientId, index) =>
      instance({ sopInstanceUid: `2.25.${index}`, patientId, patientName: `PHANTOM^${patientId}` }),
    );
    const [patient, ...others] = groupInstances(files);
    expect(others).toEqual([]);
    expect(patient).toMatchObject({ patientId: '2' });
    expect(patient?.studies[0]?.identities).toEqual([
      { patientId: '2', patientName: 'PHANTOM^2', objects: 2, path: '2.25.1' },
      { patientId: '1', patientName: 'PHANTOM^1', objects: 1, path: '2.25.0' },
    ]);
    expect(patient?.studies[0]?.conflicts).toMatchObject([{ path: '2.25.0', code: 'conflicting-identity' }]);
  });

  it('counts no further than to a hundred patients, and loses no object', () => {
    const files = Array.from({ length: 20_000 }, (_, index) =>
      instance({ sopInstanceUid: `2.25.${index}`, patientId: `P${index}` }),
    );
    const [study] = groupInstances(files)[0]?.studies ?? [];
    expect(study?.identities).toHaveLength(100);
    expect(study?.identities?.reduce((sum, { objects }) => sum + objects, 0)).toBe(20_000);
    expect(study?.series[0]?.instances).toHaveLength(20_000);
  });
});

describe('order', () => {
  it('goes by the numbers when one image has no place, or looks another way', () => {
    const first = instance({ sopInstanceUid: '2.25.1', instanceNumber: 2 }, up(1));
    const second = instance({ sopInstanceUid: '2.25.2', instanceNumber: 1 }, up(2));
    expect(orderOf([second, first])).toEqual(['2.25.1', '2.25.2']);
    const placeless = instance({ sopInstanceUid: '2.25.3', instanceNumber: 3 });
    expect(orderOf([first, second, placeless])).toEqual(['2.25.2', '2.25.1', '2.25.3']);
    const sideways = instance({ sopInstanceUid: '2.25.4', instanceNumber: 0 }, { normal: [1, 0, 0], distance: 9 });
    expect(orderOf([first, second, sideways])).toEqual(['2.25.4', '2.25.2', '2.25.1']);
  });

  it('goes by the numbers, absent ones last, for images at one place', () => {
    const images = [undefined, 3, 1].map((instanceNumber, index) =>
      instance({ sopInstanceUid: `2.25.${index}`, ...(instanceNumber === undefined ? {} : { instanceNumber }) }, up(5)),
    );
    expect(orderOf(images)).toEqual(['2.25.2', '2.25.1', '2.25.0']);
  });
});

describe('any instances', () => {
  const few = fc.constantFrom('1', '2', '3');
  const anyInstance = fc
    .record({
      study: few,
      series: few,
      patientId: optional(few),
      patientName: optional(few),
      number: optional(fc.integer({ min: 0, max: 3 })),
      place: optional(fc.double({ min: -1, max: 1, noNaN: true })),
    })
    .map((own) => ({ own }));
  const instances = fc.array(anyInstance, { maxLength: 12 }).map((list) =>
    list.map(({ own: { study, series, patientId, patientName, number, place } }, index) =>
      instance(
        {
          sopInstanceUid: `2.25.9${index}`,
          studyInstanceUid: `2.25.${study}`,
          seriesInstanceUid: `2.25.${series}`,
          ...(patientId === undefined ? {} : { patientId }),
          ...(patientName === undefined ? {} : { patientName }),
          ...(number === undefined ? {} : { instanceNumber: number }),
        },
        place === undefined ? undefined : { normal: [0, 0, 1], distance: place },
      ),
    ),
  );

  it('are all there once, each study once', () => {
    fc.assert(
      fc.property(instances, (list) => {
        const patients = groupInstances(list);
        const studies = patients.flatMap((patient) => patient.studies.map(({ studyInstanceUid }) => studyInstanceUid));
        expect(new Set(studies).size).toBe(studies.length);
        expect(orderOf(list).toSorted()).toEqual(list.map(({ path }) => path).toSorted());
      }),
    );
  });

  it('of one patient come in one order, in whatever order they are found', () => {
    const shuffled = instances.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(orderOf(ofOne(other))).toEqual(orderOf(ofOne(list)));
      }),
    );
  });
});
