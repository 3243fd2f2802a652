/** What the first bytes of a file say it is. Names and extensions have no say. */
export type Content =
  | { readonly kind: 'dicom' }
  | { readonly kind: 'document'; readonly mediaType: string }
  /** A file that holds files; `name` is for people, `format` names those that can be read. */
  | { readonly kind: 'container'; readonly name: string; readonly format?: ContainerFormat }
  | { readonly kind: 'program' }
  | { readonly kind: 'unknown' };

/** `raw-disc`: with all of each sector, not only its data. */
export type ContainerFormat = 'disc' | 'raw-disc' | 'zip';

interface Signature {
  readonly at: number;
  /** Latin-1 text of the bytes. */
  readonly bytes: string;
  readonly also?: { readonly at: number; readonly bytes: string };
  readonly content: Content;
}

const document = (mediaType: string): Content => ({ kind: 'document', mediaType });
const container = (name: string, format?: ContainerFormat): Content =>
  format === undefined ? { kind: 'container', name } : { kind: 'container', name, format };
const odf = 'application/vnd.oasis.opendocument.';
/** Word's: which of Office's programs a file is of, its beginning does not say, and reports are letters. */
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const program: Content = { kind: 'program' };

/**
 * In this order. `DICM` at 128 (PS3.10 7.1) comes before all others: a preamble may hold anything,
 * a TIFF header or a program's included, and the file is DICOM all the same.
 */
const signatures: readonly Signature[] = [
  { at: 128, bytes: 'DICM', content: { kind: 'dicom' } },
  { at: 0, bytes: '%PDF-', content: document('application/pdf') },
  { at: 0, bytes: '\xff\xd8\xff', content: document('image/jpeg') },
  { at: 0, bytes: '\x89PNG\r\n\x1a\n', content: document('image/png') },
  { at: 4, bytes: 'ftyp', content: document('video/mp4') },
  { at: 0, bytes: 'RIFF', also: { at: 8, bytes: 'AVI ' }, content: document('video/x-msvideo') },
  { at: 0, bytes: '{\\rtf', content: document('application/rtf') },
  // ZIP archives by another name: Java's begin with their manifest (JAR File Specification), OpenDocument's with a type.
  { at: 0, bytes: 'PK\x03\x04', also: { at: 30, bytes: 'META-INF/' }, content: program },
  { at: 30, bytes: `mimetype${odf}text`, content: document(`${odf}text`) },
  { at: 30, bytes: `mimetype${odf}spreadsheet`, content: document(`${odf}spreadsheet`) },
  { at: 30, bytes: `mimetype${odf}presentation`, content: document(`${odf}presentation`) },
  { at: 0, bytes: 'PK\x03\x04', also: { at: 30, bytes: '[Content_Types].xml' }, content: document(docx) },
  { at: 0, bytes: 'PK\x03\x04', content: container('ZIP archive', 'zip') },
  { at: 0, bytes: 'PK\x05\x06', content: container('ZIP archive', 'zip') },
  { at: 0, bytes: 'PK\x07\x08', content: container('part of a split ZIP archive') },
  { at: 0, bytes: '\x1f\x8b\x08', content: container('gzip archive') },
  { at: 0, bytes: "7z\xbc\xaf'\x1c", content: container('7z archive') },
  { at: 0, bytes: 'Rar!\x1a\x07', content: container('RAR archive') },
  { at: 0, bytes: 'BZh', also: { at: 4, bytes: '1AY&SY' }, content: container('bzip2 archive') },
  { at: 0, bytes: '\xfd7zXZ\0', content: container('xz archive') },
  { at: 0, bytes: 'MSCF\0\0\0\0', content: container('CAB archive') },
  { at: 257, bytes: 'ustar', content: container('tar archive') },
  { at: 0, bytes: '\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0', content: container('disc image (raw)', 'raw-disc') },
  { at: 32769, bytes: 'CD001', content: container('disc image (ISO 9660)', 'disc') },
  { at: 32769, bytes: 'BEA01', content: container('disc image (UDF)', 'disc') },
  { at: 0, bytes: 'MZ', content: program },
  { at: 0, bytes: '\x7fELF', content: program },
  { at: 0, bytes: '\xcf\xfa\xed\xfe', content: program },
  { at: 0, bytes: '\xce\xfa\xed\xfe', content: program },
  { at: 0, bytes: '\xca\xfe\xba\xbe', content: program },
];

/** `head`: the first 32 KiB and a little of the file, or all of it. */
export function sniff(head: Uint8Array): Content {
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.length);
  const matches = ({ at, bytes }: { at: number; bytes: string }): boolean =>
    buffer.toString('latin1', at, at + bytes.length) === bytes;
  const signature = signatures.find((entry) => matches(entry) && (entry.also === undefined || matches(entry.also)));
  if (signature !== undefined) return signature.content;
  return isHtml(buffer.toString('latin1', 0, 256)) ? document('text/html') : { kind: 'unknown' };
}

/** A page begins with its doctype or its root element, after white space and perhaps a byte order mark. */
const isHtml = (start: string): boolean => /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)[\s>]/i.test(start);
