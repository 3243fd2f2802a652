import { deflateSync } from 'node:zlib';

/** A PDF 1.7 file (ISO 32000-1) object by object; the first page's reference must be known before its content is. */
export class PdfFile {
  readonly #bodies: (Buffer | undefined)[] = [];

  /** An object to be filled later with {@link set}; its number is its place in the file. */
  reserve(): number {
    return this.#bodies.push(undefined);
  }

  set(number: number, body: string | Buffer): void {
    this.#bodies[number - 1] = Buffer.from(body);
  }

  add(body: string | Buffer): number {
    const number = this.reserve();
    this.set(number, body);
    return number;
  }

  addStream(content: string): number {
    const data = deflateSync(Buffer.from(content, 'latin1'));
    const head = `<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n`;
    return this.add(Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream')]));
  }

  /** @param root the catalog, `info` the document's information (ISO 32000-1 7.5.5) */
  toBytes(root: number, info: number): Uint8Array<ArrayBuffer> {
    // Bytes above 127 in a comment tell that this is no text file (7.5.2).
    const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
    let offset = chunks[0]?.length ?? 0;
    const offsets: number[] = [];
    const push = (chunk: Buffer) => {
      chunks.push(chunk);
      offset += chunk.length;
    };
    for (const [index, body] of this.#bodies.entries()) {
      if (body === undefined) throw new TypeError(`Object ${index + 1} was reserved and never set`);
      offsets.push(offset);
      push(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]));
    }
    const size = offsets.length + 1;
    const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
    const trailer = `trailer\n<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R >>\nstartxref\n${offset}\n%%EOF\n`;
    chunks.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${entries}${trailer}`));
    return new Uint8Array(Buffer.concat(chunks));
  }
}

/** Text of the document's own (title, producer), not of a page: UTF-16BE with its mark (ISO 32000-1 7.9.2.2). */
export function textString(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}
