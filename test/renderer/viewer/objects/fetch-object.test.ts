import { afterEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../../../renderer/api.ts';
import { fetchObject } from '../../../../renderer/viewer/objects/fetch-object.ts';
import { DicomReadError } from '../../../../src/dicom/read-error.ts';
import { type Attributes, part10 } from '../../../fixtures/part10.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A server of one file, which counts the bytes it had to hand out. */
function serve(bytes: Uint8Array, piece = 16 * 1024): { sent: number } {
  const served = { sent: 0 };
  vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit) => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (signal?.aborted === true) controller.error(signal.reason);
        else if (served.sent >= bytes.length) controller.close();
        else controller.enqueue(bytes.slice(served.sent, (served.sent += piece)));
      },
    });
    return Promise.resolve(new Response(body, { headers: { 'content-length': String(bytes.length) } }));
  });
  return served;
}

const fileOf = (sopClassUid: string, attributes: Attributes) =>
  part10(sopClassUid, '1.2.3', { SOPClassUID: sopClassUid, SOPInstanceUID: '1.2.3', ...attributes });
const never = new AbortController().signal;

test('a report longer than the first pieces is read to its end', async () => {
  const items = Array.from({ length: 2_000 }, (_, index) => ({
    ValueType: 'TEXT',
    TextValue: `Sentence ${index} of a report that is as long as few are, so that it comes in pieces.`,
  }));
  serve(fileOf('1.2.840.10008.5.1.4.1.1.88.33', { PatientName: 'LONG^REPORT', ContentSequence: items }));
  const content = await fetchObject('/file', 'structured-report', never);
  expect(content.owner.patientName).toBe('LONG^REPORT');
  expect(content.className).toMatch(/Comprehensive SR/);
  expect(content.kind === 'report' && content.report.root.items).toHaveLength(2_000);
});

test('of a long film no more than the header is fetched', async () => {
  const film = fileOf('1.2.840.10008.5.1.4.1.1.77.1.1.1', {
    NumberOfFrames: '250',
    PixelData: new Uint8Array(8_000_000),
  });
  const served = serve(film);
  const content = await fetchObject('/file', 'video', never);
  expect(content).toMatchObject({
    kind: 'facts',
    facts: [
      { name: 'coding', value: 'Explicit VR Little Endian' },
      { name: 'frames', value: '250' },
    ],
  });
  expect(served.sent).toBeLessThan(1_000_000);
});

test('a document is what its bytes say, whatever it is called', async () => {
  const pdf = new TextEncoder().encode('%PDF-1.7 and so on ');
  const attributes = {
    DocumentTitle: 'Letter',
    MIMETypeOfEncapsulatedDocument: 'text/html',
    EncapsulatedDocument: pdf,
  };
  serve(fileOf('1.2.840.10008.5.1.4.1.1.104.1', attributes));
  expect(await fetchObject('/file', 'pdf', never)).toMatchObject({ kind: 'pdf', title: 'Letter' });
  serve(fileOf('1.2.840.10008.5.1.4.1.1.104.3', { EncapsulatedDocument: Uint8Array.of(1, 2, 3, 4) }));
  expect(await fetchObject('/file', 'document', never)).toMatchObject({ kind: 'facts' });
});

test('a presentation state names itself and its images', async () => {
  const state = fileOf('1.2.840.10008.5.1.4.1.1.11.1', {
    ContentLabel: 'ARROWS',
    ContentCreatorName: 'READER^ANN',
    ReferencedSeriesSequence: [
      { ReferencedImageSequence: [{ ReferencedSOPInstanceUID: '1.2.8' }, { ReferencedSOPInstanceUID: '1.2.9' }] },
    ],
  });
  serve(state);
  expect(await fetchObject('/file', 'presentation-state', never)).toMatchObject({
    facts: [
      { name: 'label', value: 'ARROWS' },
      { name: 'creator', value: 'READER^ANN' },
    ],
    references: ['1.2.8', '1.2.9'],
  });
});

test('what is no DICOM, what breaks off and what is refused are three things', async () => {
  serve(new TextEncoder().encode('This is a letter and no DICOM object, for a hundred bytes and some more of them.'));
  await expect(fetchObject('/file', 'other', never)).rejects.toThrow(DicomReadError);
  vi.stubGlobal('fetch', async () =>
    Promise.resolve(
      new Response(
        new ReadableStream({
          start(controller) {
            controller.error(new TypeError('network'));
          },
        }),
      ),
    ),
  );
  await expect(fetchObject('/file', 'other', never)).rejects.toMatchObject({ problem: { code: 'file-broke-off' } });
  const problem = { code: 'source-file-unreadable', message: 'Gone.', next: 'reinsert-disc' };
  vi.stubGlobal('fetch', async () => Promise.resolve(Response.json({ error: problem }, { status: 404 })));
  await expect(fetchObject('/file', 'other', never)).rejects.toThrow(ApiError);
  await expect(fetchObject('/file', 'other', never)).rejects.toMatchObject({ problem, status: 404 });
});
