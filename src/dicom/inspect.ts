import { latin1 } from './byte-order.ts';
import type { DataSet } from './data-set.ts';
import { isKnownTransferSyntax, tagOf } from './dictionary.ts';
import type { Element } from './element.ts';
import { inspectImage } from './inspect-image.ts';
import { valueFault } from './inspect-value.ts';
import type { DicomFile } from './read-dicom.ts';
import type { RepairCode } from './read-error.ts';
import { GE_IMPLICIT } from './transfer-syntax.ts';

const PATIENT_ID = tagOf('PatientID');
const PATIENT_NAME = tagOf('PatientName');
const SOP_CLASS_UID = tagOf('SOPClassUID');
/** It repeats the SOP Class UID (PS3.10 7.1). */
const MEDIA_STORAGE_SOP_CLASS_UID = '00020002';
/** What stands in the place of a name. */
const NO_NAME = /^(?:anon|unknown|none|no ?name|removed)/i;
/** How programs of Windows, Linux, macOS and scripts begin. */
const PROGRAM = /^(?:MZ|\x7FELF|#!|[\xCE\xCF]\xFA\xED\xFE|\xCA\xFE\xBA\xBE)/;

/**
 * What is odd in the content of a file that could be read: nothing here keeps it from being filed, but someone
 * should know. Together with `file.repairs` this is all that is to be said of the file.
 */
export function inspectFile(file: DicomFile): RepairCode[] {
  const found = new Set<RepairCode>();
  const { meta, dataSet, preamble } = file;
  if (preamble !== undefined && PROGRAM.test(latin1(preamble, 0, 4))) found.add('executable-preamble');
  // That the SOP Instance UID differs is common, and means nothing: whoever made a copy forgot group 0002.
  const repeated = meta.text(MEDIA_STORAGE_SOP_CLASS_UID);
  const differs = repeated !== undefined && dataSet.has(SOP_CLASS_UID) && repeated !== dataSet.text(SOP_CLASS_UID);
  if (differs || meta.elements().some((each) => isPaddedWithSpace(meta, each))) found.add('bad-meta');
  if (!isKnownTransferSyntax(file.transferSyntaxUid) && file.transferSyntaxUid !== GE_IMPLICIT)
    found.add('unknown-transfer-syntax');
  // Who has a name and no ID cannot be told from others of that name; of nobody there is nobody to tell from.
  const name = dataSet.text(PATIENT_NAME);
  if (!dataSet.has(PATIENT_ID)) {
    if (name !== undefined && !NO_NAME.test(name)) found.add('no-patient-id');
  }
  // More than one value: a backslash got into it, and no two programs read such an ID alike.
  else if (dataSet.texts(PATIENT_ID).length > 1) found.add('bad-value');
  inspectValues(dataSet, found);
  if (inspectImage(file)) found.add('bad-image');
  return [...found];
}

/** A UID is padded with zero (PS3.5 9.1): with a space, some programs take it for another. */
function isPaddedWithSpace({ bytes }: DataSet, { vr, valueEnd }: Element): boolean {
  return vr === 'UI' && bytes[valueEnd - 1] === 0x20;
}

function inspectValues(dataSet: DataSet, found: Set<RepairCode>): void {
  for (const element of dataSet.elements()) {
    if (element.items !== undefined) for (const item of dataSet.itemsOf(element)) inspectValues(item, found);
    else if (element.fragments === undefined) {
      const fault = valueFault(dataSet, element);
      if (fault !== undefined && !element.tag.startsWith('0004')) found.add(fault);
    }
  }
}
