import { editFile } from '../../dicom/edit-dicom.ts';
import { type DicomFile, readDicom } from '../../dicom/read-dicom.ts';
import { changeBySetting } from '../changes.ts';
import type { Edits } from '../edits.ts';
import { RuleRun } from './apply-rules.ts';
import type { RuleSet } from './rule-set.ts';
import type { ValueSource } from './special-values.ts';

/** An object with the destination's rules carried out, written and read again. */
export function ruled(
  file: DicomFile,
  set: RuleSet,
  source: Omit<ValueSource, 'dataSet'>,
  edits: Pick<Edits, 'addLater' | 'note'>,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly file: DicomFile } {
  const { dataSet } = file;
  const run = new RuleRun(set, { ...source, dataSet });
  const missing = run.missing(dataSet);
  edits.addLater(() => missing.map(({ element, rule }) => ({ ...changeBySetting(element, dataSet), rule })));
  const bytes = editFile(file, {
    visit: (visited) => {
      const { edit, rule } = run.edit(visited);
      return edits.note(visited, edit, rule);
    },
    set: missing.map(({ element }) => element),
    // Nobody can substitute in it, and it may hold anything (PS3.10 7.1).
    clearPreamble: true,
  });
  return { bytes, file: readDicom(bytes) };
}
