import { openArchive } from '../../src/archive/open-archive.ts';
import { element } from '../../src/dicom/new-element.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';

/**
 * Uploads objects, several at once where that is asked, until it is killed or a write fails; says the SOP Instance UID
 * of each that was acknowledged, and whether its bytes were taken to the end.
 */
const [dir = '', sid = '', namespace = '', studyUid = '', atOnce = '1'] = process.argv.slice(2);
const archive = await openArchive({ dir });
let last = 0;
await Promise.all(Array.from({ length: Number(atOnce) }, uploadAll));

async function uploadAll(): Promise<void> {
  while (last < 10_000) await uploadOne((last += 1));
}

async function uploadOne(number: number): Promise<void> {
  const sopUid = `${studyUid}.${process.pid}.${number}`;
  const bytes = writeDicom({
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    elements: Object.entries({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
      SOPInstanceUID: sopUid,
      StudyInstanceUID: studyUid,
      SeriesInstanceUID: `${studyUid}.1`,
      PixelData: new Uint8Array(200_000).fill(number),
    }).map(([keyword, value]) => element(keyword, value)),
  });
  const url = `http://archive.test/api/v3/storage/namespace/${namespace}/image?sid=${sid}&study_uid=${studyUid}`;
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent === bytes.length) return controller.close();
      const chunk = bytes.subarray(sent, sent + 16_384);
      sent += chunk.length;
      return controller.enqueue(chunk);
    },
  });
  const response = await archive.fetch(new Request(url, { method: 'POST', body, duplex: 'half' }));
  const heard = sent === bytes.length ? 'whole' : 'cut';
  process.stdout.write(`${response.status} ${sopUid} ${heard} ${(await response.text()).replaceAll('\n', ' ')}\n`);
  if (response.status !== 200) process.exit(1);
}
