import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Treatment } from '../../../src/contract/import.ts';
import { PdfPages } from '../../../src/upload/receipt-pdf/pdf-pages.ts';
import { newRig, newSource, planOf, run } from '../rig.ts';

/** The text of each page, as a reader of the field extracts it. */
async function textOf(pdf: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const root = new URL('../../../node_modules/pdfjs-dist/', import.meta.url);
  const loading = getDocument({
    data: new Uint8Array(pdf),
    cMapUrl: fileURLToPath(new URL('cmaps/', root)),
    cMapPacked: true,
    standardFontDataUrl: fileURLToPath(new URL('standard_fonts/', root)),
    verbosity: 0,
  });
  const document = await loading.promise;
  const texts: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  await loading.destroy();
  return texts;
}

describe('the printable receipt', () => {
  it('has a page for each study, with what became of every object', async () => {
    const rig = await newRig();
    const sources = [await newSource(), await newSource()];
    const plan = {
      ...(await planOf(rig, sources)),
      problems: [{ code: 'empty', message: 'EMPTY.BIN: The file is empty.' }],
      sender: 'Phantom Clerk',
      sources: [{ name: 'CD', volume: 'PHANTOM_1' }],
    };
    const { importId } = await run(rig, plan);
    const pages = await textOf(rig.queue.receiptPdf(importId));
    expect(pages).toHaveLength(2);
    expect(pages[1]).toContain('EMPTY.BIN: The file is empty.');
    for (const [index, { study }] of sources.entries()) {
      for (const each of [
        importId,
        study.header.studyInstanceUid,
        'PHANTOM^CHEST',
        'Phantom Clerk',
        'CD (PHANTOM_1)',
        'This computer, Film room',
        '3 of 3 verified',
        'SHA-256',
        ...study.objects.map(({ sopInstanceUid }) => sopInstanceUid),
        'IM2',
      ]) {
        expect(pages[index]).toContain(each);
      }
    }
  });

  it('names what was not sent, and why', async () => {
    const rig = await newRig();
    rig.fault = async (request, pass) =>
      request.url.includes('/study/add')
        ? Response.json({ status: 'ERROR', error_type: 'NOT_PERMITTED' }, { status: 412 })
        : pass();
    const { importId } = await run(rig, await planOf(rig, [await newSource()]));
    const [page] = await textOf(rig.queue.receiptPdf(importId));
    expect(page).toContain('0 of 3 verified');
    expect(page).toContain('The server does not permit this.');
  });

  const nameless: readonly Treatment[] = [{ kind: 'deidentify', profile: 'basic' }];
  it.each(nameless)('tells nothing that the destination was not told ($kind)', async (treatment) => {
    const rig = await newRig();
    const source = await newSource();
    const { folder, study } = source;
    const plan = {
      ...(await planOf(rig, [source], treatment)),
      label: '1 study',
      problems: [{ code: 'empty', message: 'PHANTOM/EMPTY.BIN: The file is empty.' }],
      sources: [{ name: 'PHANTOM_CHEST', volume: 'PH-001' }],
    };
    const { importId } = await run(rig, plan);
    const text = (await textOf(rig.queue.receiptPdf(importId))).join(' ');
    expect(text).toContain('3 of 3 verified');
    for (const secret of [
      'PHANTOM',
      'PH-001',
      'IM0',
      folder,
      study.header.studyInstanceUid,
      ...study.objects.map(({ sopInstanceUid }) => sopInstanceUid),
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('goes on over pages', async () => {
    const pages = new PdfPages('footer');
    for (let line = 0; line < 200; line += 1) pages.paragraph(`line ${line}`, { size: 10 });
    const texts = await textOf(pages.toBytes('Lines'));
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.join(' ').match(/line \d+/g)).toHaveLength(200);
  });

  it('writes the scripts that readers have fonts for, and says where it has none', async () => {
    const pages = new PdfPages('footer');
    const known = ['Åse–Ø “ß”', 'ヤマダ^タロウ=山田^太郎', '洪^吉洞=홍^길동', '王^小东', 'Люксембург', 'Διονυσιος'];
    for (const text of [...known, 'قباني']) pages.paragraph(text, { size: 12 });
    const [text] = await textOf(pages.toBytes('Names'));
    for (const each of known) expect(text?.replaceAll(' ', '')).toContain(each.replaceAll(' ', ''));
    expect(text).toContain('A box stands for a letter');
  });

  it('is the same file whenever it is made, and balances what a text could break', async () => {
    expect(make()).toEqual(make());
    expect((await textOf(make()))[0]).toContain('(unbalanced \\ ) <tags>');
  });
});

function make(): Uint8Array<ArrayBuffer> {
  const pages = new PdfPages('f');
  pages.paragraph('(unbalanced \\ ) <tags> \u0000 \u202e', { size: 10 });
  return pages.toBytes('T');
}
