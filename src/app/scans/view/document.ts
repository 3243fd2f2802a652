import type { ScannedDocument } from '../../../contract/scan.ts';
import type { Payload } from '../../api/implement.ts';
import type { ServedFile } from './serve-file.ts';

/** Types as the scan found them by content, with the ending under which such a file is saved. */
const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/rtf': 'rtf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'video/mp4': 'mp4',
  'video/x-msvideo': 'avi',
};
/** Pictures, which run nothing. All else is offered to be saved, should an address be opened by itself. */
const shown: ReadonlySet<string> = new Set(['image/jpeg', 'image/png']);

/** A document of a disc is a stranger's: its name says nothing about its type, and wherever it is opened, it is powerless. */
export function documentPayload({ mediaType, path }: ScannedDocument, file: ServedFile): Payload {
  const known = endings[mediaType];
  return {
    mediaType: known === undefined ? 'application/octet-stream' : mediaType,
    ...file,
    isForeign: true,
    ...(shown.has(mediaType) ? {} : { fileName: `${stemOf(path)}.${known ?? 'bin'}` }),
  };
}

/** The name without its ending, in letters that any header and file system takes. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, 80) || 'document';
}
