import type {
  ScannedInstance,
  ScannedPatient,
  ScannedSeries,
  ScannedStudy,
  ScanProblem,
  ScanSummary,
} from '../contract/scan.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import { contradict, type Identity, identityOf, keyOf, merge, saysTheSame } from './identity.ts';
import type { InstanceFile } from './outcome.ts';
import { byCodeUnit, byNumber } from './order.ts';
import { SeriesTotals } from './series-totals.ts';
import { sortInstances } from './stack.ts';

type PatientSummary = ScanSummary['patients'][number];
type SeriesSummary = PatientSummary['studies'][number]['series'][number];

/**
 * Instances as patients, studies and series, one by one as they are found. A study is one whatever its instances say
 * of the patient: it stands under the identity that most of them bear, and names those that contradict it. Studies
 * without any identity are never taken for one patient's.
 */
export class Grouping {
  readonly #studies = new Map<string, StudyGroup>();

  add(instance: InstanceFile): void {
    entry(this.#studies, instance.header.studyInstanceUid, newStudy).add(instance);
  }

  /** All that was added, each series in reading order. */
  patients(): ScannedPatient[] {
    return this.#patients((series) => series.scanned());
  }

  /** The same with the instances summed up: its cost goes by the number of series, not of instances. */
  summaries(): PatientSummary[] {
    return this.#patients((series) => series.summary());
  }

  study(studyInstanceUid: string): ScannedStudy | undefined {
    return this.#studies.get(studyInstanceUid)?.as((series) => series.scanned());
  }

  #patients<Series>(as: (series: SeriesGroup) => Series): Patient<Series>[] {
    const byIdentity = Map.groupBy(this.#studies.values(), (study) => keyOf(study.camp.identity) ?? study.uid);
    const patients = [...byIdentity.values()].map((own): Patient<Series> => {
      const studies = own.map((study) => study.as(as)).sort(byDate);
      return Object.assign(filled(own.map(({ camp }) => camp.patient)), { studies });
    });
    return patients.sort(byName);
  }
}

type Study<Series> = Omit<ScannedStudy, 'series'> & { series: Series[] };
type Patient<Series> = Omit<ScannedPatient, 'studies'> & { studies: Study<Series>[] };

/** Those of a study's instances that do not contradict each other. */
interface Camp {
  identity: Identity;
  objects: number;
  readonly path: string;
  readonly patient: Fields<typeof patientKeys>;
  readonly study: Fields<typeof studyKeys>;
}

/** A study that names more patients than these is nobody's; counting on would take for ever. */
const MOST_CAMPS = 100;

class StudyGroup {
  readonly uid: string;
  readonly #camps: Camp[] = [];
  #latest: { readonly header: InstanceHeader; readonly camp: Camp } | undefined;
  readonly #series = new Map<string, SeriesGroup>();

  constructor(uid: string) {
    this.uid = uid;
  }

  add(instance: InstanceFile): void {
    const { header } = instance;
    // Nearly always the same patient as the one before, and then in the same camp: merging only adds to a camp.
    const camp =
      this.#latest !== undefined && saysTheSame(this.#latest.header, header)
        ? this.#latest.camp
        : this.#campOf(instance);
    this.#latest = { header, camp };
    camp.objects += 1;
    fill(camp.patient, header, patientKeys);
    fill(camp.study, header, studyKeys);
    entry(this.#series, header.seriesInstanceUid, newSeries).add(instance);
  }

  #campOf({ header, path }: InstanceFile): Camp {
    const own = identityOf(header);
    const known = this.#camps.find(({ identity }) => !contradict(identity, own));
    if (known !== undefined) {
      known.identity = merge(known.identity, own);
      return known;
    }
    const last = this.#camps.at(-1);
    if (last !== undefined && this.#camps.length === MOST_CAMPS) return last;
    const camp = { identity: own, objects: 0, path, patient: {}, study: {} };
    this.#camps.push(camp);
    return camp;
  }

  /** The identity that most instances bear. */
  get camp(): Camp {
    return this.#byObjects()[0] ?? nobody;
  }

  as<Series>(as: (series: SeriesGroup) => Series): Study<Series> {
    const camps = this.#byObjects();
    const series = [...this.#series.values()].sort(bySeriesNumber);
    return {
      studyInstanceUid: this.uid,
      ...this.camp.study,
      modalities: [...new Set(series.flatMap(({ fields }) => fields.modality ?? []))].sort(byCodeUnit),
      ...(camps.length > 1
        ? { identities: camps.map(({ patient, objects, path }) => ({ ...patient, objects, path })) }
        : {}),
      conflicts: camps.slice(1).map(toConflict),
      series: series.map(as),
    };
  }

  #byObjects(): Camp[] {
    return this.#camps.toSorted((a, b) => b.objects - a.objects);
  }
}

const newStudy = (uid: string): StudyGroup => new StudyGroup(uid);
const nobody: Camp = { identity: {}, objects: 0, path: '', patient: {}, study: {} };

function toConflict({ path }: Camp): ScanProblem {
  const message = 'This file names another patient than the rest of its study.';
  return { path, code: 'conflicting-identity', message };
}

class SeriesGroup {
  readonly uid: string;
  readonly fields: Fields<typeof seriesKeys> & { number?: number } = {};
  readonly #instances: InstanceFile[] = [];
  readonly #totals = new SeriesTotals();

  constructor(uid: string) {
    this.uid = uid;
  }

  add(instance: InstanceFile): void {
    const { header, bytes, repairs } = instance;
    this.#instances.push(instance);
    this.#totals.add({ frames: header.frames, bytes, repairs });
    fill(this.fields, header, seriesKeys);
    if (this.fields.number === undefined && header.seriesNumber !== undefined) this.fields.number = header.seriesNumber;
  }

  scanned(): ScannedSeries {
    return {
      seriesInstanceUid: this.uid,
      ...this.fields,
      instances: sortInstances(this.#instances).map(toInstance),
    };
  }

  summary(): SeriesSummary {
    return { seriesInstanceUid: this.uid, ...this.fields, ...this.#totals.values };
  }
}

const newSeries = (uid: string): SeriesGroup => new SeriesGroup(uid);

export function toInstance({ header, source, path, bytes, repairs }: InstanceFile): ScannedInstance {
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
type Fields<Keys extends Readonly<Record<string, TextKey>>> = { [Name in keyof Keys]?: string };

const patientKeys = {
  patientId: 'patientId',
  issuerOfPatientId: 'issuerOfPatientId',
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

/** Takes from the header what the fields do not have yet. */
function fill<Keys extends Readonly<Record<string, TextKey>>>(
  fields: Fields<Keys>,
  header: InstanceHeader,
  keys: Keys,
): void {
  for (const name of Object.keys(keys) as (keyof Keys)[]) {
    const key = keys[name];
    const value = fields[name] === undefined && key !== undefined ? header[key] : undefined;
    if (value !== undefined && value !== '') fields[name] = value;
  }
}

/** For every field, the first value that one of them has. */
function filled<F extends object>(all: readonly F[]): F {
  return Object.assign({}, ...all.toReversed()) as F;
}

const byName = (a: Patient<unknown>, b: Patient<unknown>): number =>
  byCodeUnit(a.patientName ?? '', b.patientName ?? '') || byCodeUnit(a.patientId ?? '', b.patientId ?? '');

const byDate = (a: Study<unknown>, b: Study<unknown>): number =>
  byCodeUnit(a.studyDate ?? '', b.studyDate ?? '') ||
  byCodeUnit(a.studyTime ?? '', b.studyTime ?? '') ||
  byCodeUnit(a.studyInstanceUid, b.studyInstanceUid);

const bySeriesNumber = (a: SeriesGroup, b: SeriesGroup): number =>
  byNumber(a.fields.number, b.fields.number) || byCodeUnit(a.uid, b.uid);

function entry<T>(all: Map<string, T>, uid: string, make: (uid: string) => T): T {
  const known = all.get(uid);
  if (known !== undefined) return known;
  const made = make(uid);
  all.set(uid, made);
  return made;
}
