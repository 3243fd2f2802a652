import type { PdfFile } from './pdf-file.ts';

/**
 * Which font writes which letters. No font is in the file: Latin is of the 14 that every reader has (ISO 32000-1
 * 9.6.2.2), the scripts of East Asia, Greek and Cyrillic are in the character collections whose fonts readers bring
 * (9.7.5.2), and what is in none of them is a box.
 */
type Font = 'latin' | 'bold' | 'fixed' | 'japanese' | 'korean' | 'chinese' | 'boxes';

interface Run {
  readonly font: Font;
  readonly text: string;
}

const resource: Record<Font, string> = {
  latin: 'F1',
  bold: 'F2',
  fixed: 'F3',
  japanese: 'F4',
  korean: 'F5',
  chinese: 'F6',
  boxes: 'F7',
};

/** Of Helvetica, in thousandths of the size, from space to tilde (Adobe's font metrics). */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

/** Beyond Latin-1, what WinAnsiEncoding has of punctuation (ISO 32000-1 D.2). */
const winAnsi: Readonly<Record<string, number>> = {
  '–': 0x96,
  '—': 0x97,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '…': 0x85,
  '•': 0x95,
  '€': 0x80,
};

const isLatin = (letter: string) => /[\x20-\x7e\xa0-\xff]/.test(letter) || letter in winAnsi;

/** Adds the fonts; returns the resource dictionary for pages. */
export function addFonts(file: PdfFile): string {
  const simple = (name: string, encoding = ' /Encoding /WinAnsiEncoding') =>
    file.add(`<< /Type /Font /Subtype /Type1 /BaseFont /${name}${encoding} >>`);
  const composite = (name: string, collection: string, supplement: number, map: string) => {
    const descriptor = file.add(
      `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>`,
    );
    const descendant = file.add(
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (${collection}) /Supplement ${supplement} >> /DW 1000 /FontDescriptor ${descriptor} 0 R >>`,
    );
    return file.add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /${name}-${map} /Encoding /${map} /DescendantFonts [${descendant} 0 R] >>`,
    );
  };
  const fonts: Record<Font, number> = {
    latin: simple('Helvetica'),
    bold: simple('Helvetica-Bold'),
    fixed: simple('Courier'),
    japanese: composite('HeiseiKakuGo-W5', 'Japan1', 5, 'UniJIS-UTF16-H'),
    korean: composite('HYGoThic-Medium', 'Korea1', 2, 'UniKS-UTF16-H'),
    chinese: composite('STSong-Light', 'GB1', 4, 'UniGB-UTF16-H'),
    boxes: simple('ZapfDingbats', ''),
  };
  const entries = Object.entries(fonts).map(([font, number]) => `/${resource[font as Font]} ${number} 0 R`);
  return `<< /Font << ${entries.join(' ')} >> >>`;
}

/** Whether some letter of it can only be shown as a box. */
export function hasBoxes(text: string): boolean {
  return runsOf(text, 'latin').some(({ font }) => font === 'boxes');
}

/** The operators that show a line of text (ISO 32000-1 9.4); what is no letter is left out. */
export function showText(x: number, y: number, size: number, text: string, base: 'latin' | 'bold' | 'fixed'): string {
  const shown = runsOf(text, base).map((run) => `/${resource[run.font]} ${size} Tf ${encoded(run)} Tj`);
  return `BT 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm ${shown.join(' ')} ET\n`;
}

export function widthOf(text: string, size: number, base: 'latin' | 'bold' | 'fixed' = 'latin'): number {
  return Array.from(text).reduce((sum, letter) => sum + (widthOfLetter(letter, base) * size) / 1000, 0);
}

function widthOfLetter(letter: string, base: 'latin' | 'bold' | 'fixed'): number {
  if (!isLatin(letter)) return 1000;
  if (base === 'fixed') return 600;
  // Bold is a little wider; what lies beyond ASCII is taken as a wide letter.
  const width = widths[(letter.codePointAt(0) ?? 0) - 0x20] ?? 667;
  return base === 'bold' ? width + 40 : width;
}

function runsOf(text: string, base: 'latin' | 'bold' | 'fixed'): Run[] {
  // Kana tell Japanese from Chinese, which share their ideographs.
  const ideographs = /[\u3040-\u30ff]/.test(text) ? 'japanese' : /[\uac00-\ud7a3]/.test(text) ? 'korean' : 'chinese';
  const runs: Run[] = [];
  for (const letter of text.normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')) {
    const font = isLatin(letter) ? base : fontOf(letter, ideographs);
    const last = runs.at(-1);
    if (last?.font === font) runs[runs.length - 1] = { font, text: last.text + letter };
    else runs.push({ font, text: letter });
  }
  return runs;
}

function fontOf(letter: string, ideographs: Font): Font {
  if (/[\uac00-\ud7a3\u3130-\u318f]/.test(letter)) return 'korean';
  if (/[\u3040-\u30ff\uff61-\uff9f]/.test(letter)) return 'japanese';
  if (/[\u0391-\u03c9\u0401\u0410-\u044f\u0451]/.test(letter)) return 'japanese';
  // Those of the basic plane: of the others few readers have a picture.
  if (/[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]/.test(letter)) return ideographs;
  return 'boxes';
}

function encoded({ font, text }: Run): string {
  switch (font) {
    case 'latin':
    case 'bold':
    case 'fixed':
      return `<${Buffer.from(Array.from(text).map((letter) => winAnsi[letter] ?? letter.codePointAt(0) ?? 0x20)).toString('hex')}>`;
    case 'boxes':
      // ❏ of ZapfDingbats.
      return `<${'6f'.repeat(Array.from(text).length)}>`;
    case 'japanese':
    case 'korean':
    case 'chinese':
      return `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
  }
}
