import { parentPort, workerData } from 'node:worker_threads';
import { editFile } from '../../src/dicom/edit-dicom.ts';
import { inspectFile } from '../../src/dicom/inspect.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';

/** Reads, inspects and writes each file; a thread that needs more memory than it may have dies. */
const sizes: number[] = [];
for (const bytes of workerData as readonly Uint8Array[]) {
  const file = readDicom(bytes);
  inspectFile(file);
  sizes.push(editFile(file, {}).length);
}
parentPort?.postMessage(sizes);
