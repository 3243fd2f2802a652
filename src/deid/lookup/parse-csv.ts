/** A record of a CSV file; `line` is the one it begins in. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** The text is no CSV from this line on. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

const FIELD = /[^",;\t\r\n]*/y;

/**
 * CSV by RFC 4180, strictly: a quote only around a whole field, doubled within it. The first line decides whether
 * fields are separated by a comma, a semicolon or a tab, as spreadsheets write them in different countries. Lines
 * without anything are passed over. Time and memory grow with the length of the text.
 * @throws CsvError
 */
export function parseCsv(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const separator = separatorOf(source);
  let at = 0;
  let line = 1;
  while (at < source.length) {
    const start = line;
    const fields: string[] = [];
    for (;;) {
      const field = source.charAt(at) === '"' ? quoted(source, at, line) : bare(source, at, line, separator);
      fields.push(field.text);
      at = field.end;
      line += field.breaks;
      if (source.charAt(at) !== separator) break;
      at++;
    }
    if (source.startsWith('\r\n', at)) at += 2;
    else if (source.charAt(at) === '\n') at++;
    else if (at < source.length) throw new CsvError(line, 'Something stands between a field and its end.');
    line++;
    if (fields.length > 1 || fields[0] !== '') records.push({ line: start, fields });
  }
  return records;
}

interface Field {
  readonly text: string;
  readonly end: number;
  readonly breaks: number;
}

function bare(source: string, start: number, line: number, separator: string): Field {
  let end = start;
  for (;;) {
    FIELD.lastIndex = end;
    end += FIELD.exec(source)?.[0].length ?? 0;
    const char = source.charAt(end);
    if (char === '"') throw new CsvError(line, 'A quote stands in the middle of a field.');
    if (!/^[,;\t]$/.test(char) || char === separator) return { text: source.slice(start, end), end, breaks: 0 };
    // A separator of another kind of file is text in this one.
    end++;
  }
}

function quoted(source: string, start: number, line: number): Field {
  let end = start + 1;
  for (;;) {
    end = source.indexOf('"', end);
    if (end === -1) throw new CsvError(line, 'A quoted field does not end.');
    if (source.charAt(end + 1) !== '"') break;
    end += 2;
  }
  const text = source.slice(start + 1, end).replaceAll('""', '"');
  return { text, end: end + 1, breaks: text.split('\n').length - 1 };
}

function separatorOf(source: string): string {
  const [first = ''] = source.split('\n', 1);
  const count = (separator: string): number => first.split(separator).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
