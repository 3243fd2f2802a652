/** Groups that hold no text of the document (RTF 1.9.1): fonts, colours, styles, pictures, fields' codes, objects. */
const hidden: ReadonlySet<string> = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'objdata',
  'fldinst',
  'header',
  'footer',
  'themedata',
  'listtable',
  'listoverridetable',
  'generator',
]);

const breaks: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  page: '\n\n',
  tab: '\t',
  cell: '\t',
};

// A control word with its number, a byte in hexadecimal, a control symbol, a brace, or text.
const tokens = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}]+)/gi;

/** The words of an RTF document; pictures, objects and everything marked as not meant for a simple reader are left out. */
export function rtfText(rtf: string): string {
  const words: string[] = [];
  // Of each open group: whether it is hidden, and how many letters after \u stand in for it.
  const groups: { isHidden: boolean; standIns: number }[] = [{ isHidden: false, standIns: 1 }];
  let skip = 0;
  const put = (text: string): void => {
    const left = text.slice(skip);
    skip = Math.max(0, skip - text.length);
    if (groups.at(-1)?.isHidden !== true) words.push(left);
  };
  for (const [, word, number, hex, symbol, brace, text] of rtf.matchAll(tokens)) {
    const group = groups.at(-1) ?? { isHidden: true, standIns: 1 };
    if (brace === '{') groups.push({ ...group });
    else if (brace === '}') groups.pop();
    else if (text !== undefined) put(text.replaceAll(/[\r\n]/g, ''));
    else if (hex !== undefined) put(new TextDecoder('windows-1252').decode(Uint8Array.of(Number.parseInt(hex, 16))));
    else if (symbol !== undefined) {
      if (symbol === '*') group.isHidden = true;
      else if (symbol === '~') put(' ');
      else if ('\\{}'.includes(symbol)) put(symbol);
    } else if (word !== undefined) {
      if (hidden.has(word)) group.isHidden = true;
      if (word === 'uc') group.standIns = Math.max(0, Number(number ?? 1));
      const shown = breaks[word];
      if (shown !== undefined && !group.isHidden) words.push(shown);
      if (word === 'u' && number !== undefined) {
        put(String.fromCharCode(Number(number) & 0xff_ff));
        skip = group.standIns;
      }
    }
  }
  return words.join('').trim();
}
