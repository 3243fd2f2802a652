import { createHash } from 'node:crypto';
import { treatFile } from '../deid/treat.ts';
import { editFile } from '../dicom/edit-dicom.ts';
import { readInstanceUids } from '../dicom/instance-header.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { wrapFile } from '../wrap/wrap-file.ts';
import { wrapIntoStudy } from '../wrap/wrap-into-study.ts';
import type { Wrapping } from './plan.ts';
import { readHead, readWhole, withBytes } from './read-scanned.ts';
import { sourceChanged } from './source.ts';
import { type TreatedAround, refuseOther } from './treat-object.ts';
import type { TreatTask } from './treatment-task.ts';

/** Documents have no number in their study: theirs stand behind all that machines give. */
const SERIES_NUMBER = 9000;

/**
 * A file as an object of its study, treated as the others are. Nothing of its content can be treated: what a treatment
 * takes away of an object it does not see, so that it leaves only if a person has released it.
 * @throws WrapError, SourceError, and what treating throws
 */
export function wrapObject(task: TreatTask, wrap: Wrapping): TreatedAround {
  const content = withBytes(task, readWhole);
  if (createHash('sha256').update(content).digest('hex') !== wrap.sha256) throw sourceChanged(task.place);
  const { treatment, charset, key, now, listsKept } = task;
  const { template } = wrap;
  const head = withBytes(template, (source) => readHead(source, charset));
  refuseOther(readInstanceUids(head), template);
  const wrapped = wrapFile(content);
  const written = wrapIntoStudy(wrapped, head, {
    sopInstanceUid: task.sopInstanceUid,
    seriesInstanceUid: wrap.seriesInstanceUid,
    seriesNumber: SERIES_NUMBER,
    title: wrap.title,
    burnedIn: wrap.burnedIn,
  });
  const clean = !wrap.burnedIn;
  const pixels = { blanked: false, clean, released: clean };
  const treated = treatFile(readDicom(written), treatment, { key, now, listsKept, pixels }, written);
  const bytes = editFile(treated.file, { set: wrapped.content });
  return {
    treated,
    content: { pieces: [bytes], deflatedFrom: undefined },
    bytes: bytes.byteLength,
  };
}
