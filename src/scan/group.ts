import type { ScannedInstance, ScannedPatient, ScannedSeries, ScannedStudy, ScanProblem } from '../contract/scan.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import { contradict, type Identity, identityOf, keyOf, merge } from './identity.ts';
import type { InstanceFile } from './outcome.ts';
import { byCodeUnit, byNumber } from './order.ts';
import { sortInstances } from './stack.ts';

/**
 * Instances as patients, studies and series. A study is one whatever its instances say of the patient: it stands
 * under the identity that most of them bear, and names those that contradict it. Studies without any identity are
 * never taken for one patient's.
 */
export function groupInstances(instances: readonly InstanceFile[]): ScannedPatient[] {
  const studies = groupBy(instances, ({ header }) => header.studyInstanceUid).map(toStudy);
  const patients = groupBy(studies, ({ identity, study }) => keyOf(identity) ?? study.studyInstanceUid);
  return patients.map(toPatient).sort(byName);
}

interface Study {
  readonly study: ScannedStudy;
  readonly identity: Identity;
  /** The instances that bear the identity. */
  readonly bearers: readonly InstanceFile[];
}

function toPatient(own: readonly Study[]): ScannedPatient {
  const bearers = own.flatMap((study) => study.bearers);
  return { ...pick(bearers, patientKeys), studies: own.map(({ study }) => study).sort(byDate) };
}

function toStudy(instances: readonly InstanceFile[]): Study {
  const { identity, bearers, contradicting } = commonIdentity(instances);
  const series = groupBy(instances, ({ header }) => header.seriesInstanceUid)
    .map(toSeries)
    .sort(bySeriesNumber);
  const study = {
    studyInstanceUid: instances[0]?.header.studyInstanceUid ?? '',
    ...pick(bearers, studyKeys),
    modalities: [...new Set(series.flatMap(({ modality }) => modality ?? []))].sort(byCodeUnit),
    conflicts: contradicting.map(toConflict),
    series,
  };
  return { study, identity, bearers };
}

/** The identity most instances bear, and one instance of every identity that contradicts it. */
function commonIdentity(instances: readonly InstanceFile[]): {
  identity: Identity;
  bearers: InstanceFile[];
  contradicting: InstanceFile[];
} {
  const camps: { identity: Identity; bearers: InstanceFile[] }[] = [];
  for (const instance of instances) {
    const own = identityOf(instance.header);
    const camp = camps.find(({ identity }) => !contradict(identity, own));
    if (camp === undefined) {
      camps.push({ identity: own, bearers: [instance] });
    } else {
      camp.identity = merge(camp.identity, own);
      camp.bearers.push(instance);
    }
  }
  const [first = { identity: {}, bearers: [] }, ...others] = camps.sort((a, b) => b.bearers.length - a.bearers.length);
  return { ...first, contradicting: others.flatMap(({ bearers }) => bearers.slice(0, 1)) };
}

function toConflict({ path }: InstanceFile): ScanProblem {
  const message = 'This file names another patient than the rest of its study.';
  return { path, code: 'conflicting-identity', message };
}

function toSeries(instances: readonly InstanceFile[]): ScannedSeries {
  const number = instances.find(({ header }) => header.seriesNumber !== undefined)?.header.seriesNumber;
  return {
    seriesInstanceUid: instances[0]?.header.seriesInstanceUid ?? '',
    ...(number === undefined ? {} : { number }),
    ...pick(instances, seriesKeys),
    instances: sortInstances(instances).map(toInstance),
  };
}

function toInstance({ header, source, path, bytes, repairs }: InstanceFile): ScannedInstance {
  const { sopInstanceUid, sopClassUid, transferSyntaxUid, instanceNumber, frames, rows, columns } = header;
  return {
    sopInstanceUid,
    sopClassUid,
    transferSyntaxUid,
    ...(instanceNumber === undefined ? {} : { instanceNumber }),
    frames,
    ...(rows === undefined ? {} : { rows }),
    ...(columns === undefined ? {} : { columns }),
    source,
    path,
    bytes,
    repairs: [...repairs],
  };
}

type TextKey = { [K in keyof InstanceHeader]-?: string extends InstanceHeader[K] ? K : never }[keyof InstanceHeader];

const patientKeys = {
  patientId: 'patientId',
  patientName: 'patientName',
  birthDate: 'birthDate',
  sex: 'sex',
} as const;
const studyKeys = {
  studyDate: 'studyDate',
  studyTime: 'studyTime',
  description: 'studyDescription',
  accessionNumber: 'accessionNumber',
  referringPhysician: 'referringPhysician',
} as const;
const seriesKeys = { modality: 'modality', description: 'seriesDescription' } as const;

/** For every name, the first value that an instance has for the header's key. */
function pick<Name extends string>(
  instances: readonly InstanceFile[],
  names: Readonly<Record<Name, TextKey>>,
): Partial<Record<Name, string>> {
  const picked: Partial<Record<Name, string>> = {};
  for (const [name, key] of Object.entries(names) as [Name, TextKey][]) {
    const value = instances.find(({ header }) => header[key] !== undefined && header[key] !== '')?.header[key];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

const byName = (a: ScannedPatient, b: ScannedPatient): number =>
  byCodeUnit(a.patientName ?? '', b.patientName ?? '') || byCodeUnit(a.patientId ?? '', b.patientId ?? '');

const byDate = (a: ScannedStudy, b: ScannedStudy): number =>
  byCodeUnit(a.studyDate ?? '', b.studyDate ?? '') ||
  byCodeUnit(a.studyTime ?? '', b.studyTime ?? '') ||
  byCodeUnit(a.studyInstanceUid, b.studyInstanceUid);

const bySeriesNumber = (a: ScannedSeries, b: ScannedSeries): number =>
  byNumber(a.number, b.number) || byCodeUnit(a.seriesInstanceUid, b.seriesInstanceUid);

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  return [...Map.groupBy(items, key).values()];
}
