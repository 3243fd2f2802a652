import { readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError } from '../dicom/read-error.ts';

/**
 * Whether two files are the same object: the same SOP Instance UID and the same pixels, byte for byte, in the same
 * transfer syntax. Other attributes may differ.
 */
export function hasSamePixels(sent: Uint8Array, received: Uint8Array): boolean {
  const [ours, theirs] = [fingerprint(sent), fingerprint(received)];
  if (ours === undefined || theirs === undefined) return false;
  return ours.uid === theirs.uid && ours.syntax === theirs.syntax && Buffer.compare(ours.pixels, theirs.pixels) === 0;
}

const SOP_INSTANCE_UID = '00080018';

function fingerprint(bytes: Uint8Array) {
  try {
    const { dataSet, pixels, transferSyntaxUid } = readDicom(bytes);
    const element = pixels && dataSet.elements().find(({ tag }) => tag === pixels.tag);
    return {
      uid: dataSet.text(SOP_INSTANCE_UID),
      syntax: transferSyntaxUid,
      pixels: element === undefined ? new Uint8Array() : dataSet.valueOf(element),
    };
  } catch (error) {
    if (error instanceof DicomReadError) return undefined;
    throw error;
  }
}
