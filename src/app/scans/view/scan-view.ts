import type { KnownPatient } from '../../../contract/known-patient.ts';
import type { ScannedInstance, ScannedSeries, ScannedStudy, ScanReport } from '../../../contract/scan.ts';
import { NotFoundError } from '../../../contract/problem.ts';
import type { FoundPixelText } from '../../../contract/pixels.ts';
import type { StudySeries, StudyTree } from '../../../contract/study.ts';
import { Pictures } from '../../../archive/pictures/pictures.ts';
import type { PictureForm } from '../../../archive/pictures/render.ts';
import type { Region } from '../../../pixels/region.ts';
import { PixelError } from '../../../pixels/pixel-error.ts';
import { streamSourceFile, type SourceFile } from '../../../source/source-file.ts';
import type { Payload } from '../../api/implement.ts';
import { knownPatient } from '../../imports/known-patients.ts';
import { UnprocessableError } from '../../errors.ts';
import type { Scans } from '../scans.ts';
import { documentPayload } from './document.ts';
import { needsMending } from './mend.ts';
import { mediumFault } from './medium-fault.ts';
import { Mender } from './mender.ts';
import { serveFile } from './serve-file.ts';
import { TextFinder } from './text-finder.ts';

const thumbnail = { side: 192, quality: 75 } as const;

/**
 * What was scanned, to be looked at where it lies: while the scan runs as far as it has come, and as long as the disc
 * is there. Nothing is kept.
 */
export class ScanView {
  readonly #scans: Scans;
  readonly #mender = new Mender();
  readonly #pictures = new Pictures();
  readonly #finder = new TextFinder();

  constructor(scans: Scans) {
    this.#scans = scans;
  }

  tree(scanId: string, studyInstanceUid: string): StudyTree {
    const { series } = this.#scans.study(scanId, studyInstanceUid);
    return { series: series.map(toStudySeries) };
  }

  series(scanId: string, studyInstanceUid: string, seriesInstanceUid: string): ScannedInstance[] {
    const study = this.#scans.study(scanId, studyInstanceUid);
    const series = study.series.find((one) => one.seriesInstanceUid === seriesInstanceUid);
    if (series === undefined) throw notInScan('series');
    return series.instances;
  }

  /** A proper Part 10 file, whatever lies on the disc. */
  async file(scanId: string, sopInstanceUid: string, signal: AbortSignal): Promise<Payload> {
    const { repairs, source, path } = this.#scans.instance(scanId, sopInstanceUid);
    const file = await this.#locate(scanId, source, path);
    const { charset } = this.#scans.get(scanId).status;
    const mended = needsMending(repairs, charset)
      ? await this.#mender.mend({ absolutePath: file.absolutePath, place: file.place, charset, repairs })
      : undefined;
    return { mediaType: 'application/dicom', ...(await serveFile(file, mended, signal)) };
  }

  /** `frame` from 1. @throws NotFoundError when there is no such picture, UnprocessableError when it cannot be made. */
  async thumbnail(scanId: string, sopInstanceUid: string, frame: number): Promise<Payload> {
    return this.#picture(scanId, sopInstanceUid, frame, thumbnail);
  }

  /** A frame, from 1, in its own size and without loss, with `blank` black as it would be sent. Throws as `thumbnail`. */
  async picture(scanId: string, sopInstanceUid: string, frame: number, blank: readonly Region[]): Promise<Payload> {
    return this.#picture(scanId, sopInstanceUid, frame, { lossless: true, blank });
  }

  /**
   * Where text may be written into an object's pixels, and what it reads. Throws as `thumbnail`, and ConflictError
   * while the scan runs.
   */
  async text(scanId: string, sopInstanceUid: string, signal: AbortSignal): Promise<FoundPixelText> {
    const { source, path } = this.#scans.instance(scanId, sopInstanceUid);
    const file = await this.#locate(scanId, source, path);
    const known = knownOf(this.#scans.report(scanId), sopInstanceUid);
    return asAnswer(async () => this.#finder.find(async () => ({ file: await pathOrBytes(file), known }), signal));
  }

  async #picture(scanId: string, sopInstanceUid: string, frame: number, form: PictureForm): Promise<Payload> {
    const { source, path } = this.#scans.instance(scanId, sopInstanceUid);
    const file = await this.#locate(scanId, source, path);
    const picture = await asAnswer(async () =>
      this.#pictures.make({ file: await pathOrBytes(file), frame: frame - 1, ...form }),
    );
    const mediaType = 'lossless' in form ? 'image/png' : 'image/jpeg';
    return { mediaType, bytes: picture.length, body: new Blob([picture]).stream() };
  }

  /** A document beside the images: at `index` of the summary's list, unless `path` says that another was there. */
  async document(scanId: string, index: string, path: string | undefined, signal: AbortSignal): Promise<Payload> {
    const documents = this.#scans.summary(scanId)?.documents ?? [];
    const listed = /^\d{1,7}$/.test(index) ? documents[Number(index)] : undefined;
    const document = path === undefined || listed?.path === path ? listed : documents.find((one) => one.path === path);
    if (document === undefined) throw notInScan('document');
    const file = await this.#locate(scanId, document.source, document.path);
    return documentPayload(document, await serveFile(file, undefined, signal));
  }

  async close(): Promise<void> {
    await Promise.all([this.#mender.close(), this.#pictures.close(), this.#finder.close()]);
  }

  /** A source that was read a moment ago and is not there now has been taken out: it may come back. */
  async #locate(scanId: string, source: number, path: string): Promise<SourceFile> {
    try {
      return await this.#scans.locate(scanId, source, path);
    } catch (cause) {
      if (!(cause instanceof NotFoundError) || cause.code !== 'source-gone') throw cause;
      throw mediumFault('it is not there', cause);
    }
  }
}

function toStudySeries({ instances, ...series }: ScannedSeries): StudySeries {
  return { ...series, instances: instances.map(toStudyInstance) };
}

function toStudyInstance({
  sopInstanceUid,
  sopClassUid,
  instanceNumber,
  frames,
  rows,
  columns,
  bytes,
}: ScannedInstance) {
  return { sopInstanceUid, sopClassUid, instanceNumber, frames, rows, columns, version: String(bytes) };
}

/** What the scan knows of the patient whose object it is. */
function knownOf({ patients }: ScanReport, sopInstanceUid: string): KnownPatient | undefined {
  const holds = ({ series }: ScannedStudy): boolean =>
    series.some(({ instances }) => instances.some((each) => each.sopInstanceUid === sopInstanceUid));
  const patient = patients.find(({ studies }) => studies.some(holds));
  return patient === undefined ? undefined : knownPatient(patient, patient.studies);
}

/** What cannot be had of the pixels as the API says it. */
async function asAnswer<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof PixelError)) throw cause;
    const isAbsent = cause.code === 'no-pixels' || cause.code === 'no-such-frame';
    throw isAbsent
      ? new NotFoundError('no-picture', `${cause.message}.`, { cause })
      : new UnprocessableError('no-picture', `${cause.message}.`, { cause });
  }
}

/** What lies in a disc image or archive has no path of its own. */
async function pathOrBytes(file: SourceFile): Promise<string | Uint8Array<ArrayBuffer>> {
  if (file.place === undefined) return file.absolutePath;
  const pieces = await streamSourceFile(file).toArray();
  return new Uint8Array(Buffer.concat(pieces as Uint8Array[]));
}

function notInScan(what: 'series' | 'document'): NotFoundError {
  return new NotFoundError('not-in-scan', `The scan has found no such ${what}.`, { next: 'choose-another-source' });
}
