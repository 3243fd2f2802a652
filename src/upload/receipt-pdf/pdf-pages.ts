import { PdfFile, textString } from './pdf-file.ts';
import { addFonts, hasBoxes, showText, widthOf } from './pdf-text.ts';

export interface Style {
  readonly size: number;
  readonly font?: 'latin' | 'bold' | 'fixed';
  /** From 0, black, to 1. */
  readonly grey?: number;
}

/** A4, in points of 1/72 inch; it prints on Letter as well. */
const page = { width: 595, height: 842, left: 48, right: 48, top: 56, bottom: 56 };
export const textWidth = page.width - page.left - page.right;

/** Text from the top of a page to its bottom, and on to the next. */
export class PdfPages {
  readonly #file = new PdfFile();
  readonly #resources = addFonts(this.#file);
  readonly #pages: string[] = [];
  readonly #footer: string;
  #y = 0;
  #hasBoxes = false;

  constructor(footer: string) {
    this.#footer = footer;
  }

  newPage(): void {
    this.#pages.push('');
    this.#y = page.height - page.top;
  }

  /** Begins a new page unless so much room is left; true when it did. */
  need(height: number): boolean {
    if (this.#pages.length > 0 && this.#y - height >= page.bottom) return false;
    this.newPage();
    return true;
  }

  skip(height: number): void {
    this.#y -= height;
  }

  /** Texts of one line, each at its own distance from the left margin. */
  line(cells: readonly { readonly x: number; readonly text: string; readonly style: Style }[]): void {
    const height = Math.max(...cells.map(({ style }) => style.size)) * 1.4;
    this.need(height);
    this.#y -= height;
    for (const { x, text, style } of cells) this.#show(page.left + x, text, style);
  }

  /** A text of as many lines as it needs. */
  paragraph(text: string, style: Style, x = 0): void {
    for (const line of wrap(text, textWidth - x, style)) this.line([{ x, text: line, style }]);
  }

  rule(): void {
    this.skip(5);
    this.#draw(`0.8 G ${page.left} ${this.#y.toFixed(2)} m ${page.width - page.right} ${this.#y.toFixed(2)} l S\n`);
    this.skip(3);
  }

  toBytes(title: string): Uint8Array<ArrayBuffer> {
    const file = this.#file;
    const tree = file.reserve();
    const note = this.#hasBoxes ? 'A box stands for a letter that this file has no font for.' : '';
    const kids = this.#pages.map((content, index) => {
      const footer = [this.#footer, `page ${index + 1} of ${this.#pages.length}`, note].filter(Boolean).join(' · ');
      const stream = file.addStream(`${content}0.45 g\n${showText(page.left, 32, 7, footer, 'latin')}`);
      return file.add(
        `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Resources ${this.#resources} /Contents ${stream} 0 R >>`,
      );
    });
    file.set(tree, `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`);
    const root = file.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`);
    const info = file.add(`<< /Title ${textString(title)} /Producer ${textString('Fileroom')} >>`);
    return file.toBytes(root, info);
  }

  #show(x: number, text: string, { size, font = 'latin', grey = 0 }: Style): void {
    if (text === '') return;
    this.#hasBoxes ||= hasBoxes(text);
    this.#draw(`${grey} g\n${showText(x, this.#y, size, text, font)}`);
  }

  #draw(operators: string): void {
    this.#pages[this.#pages.length - 1] += operators;
  }
}

/** Shortened in the middle, where file names differ least. */
export function fit(text: string, width: number, { size, font = 'latin' }: Style): string {
  const letters = Array.from(text);
  if (widthOf(text, size, font) <= width) return text;
  for (let kept = letters.length - 1; kept > 1; kept -= 1) {
    const head = Math.floor(kept / 3);
    const short = `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (kept - head)).join('')}`;
    if (widthOf(short, size, font) <= width) return short;
  }
  return '…';
}

function wrap(text: string, width: number, { size, font = 'latin' }: Style): string[] {
  const lines: string[] = [];
  let line = '';
  // A word may be longer than the line, and some scripts have no spaces.
  for (const part of text
    .split(/(?<=\s)/)
    .flatMap((word) => (widthOf(word, size, font) > width ? Array.from(word) : [word]))) {
    if (line !== '' && widthOf(line + part.trimEnd(), size, font) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  return [...lines, line.trimEnd()];
}
