/** How a document can be shown without giving it any power. */
export type DocumentKind = 'image' | 'pdf' | 'video' | 'text' | 'html' | 'rtf' | 'unknown';

const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/bmp', 'image/webp']);

export function documentKind(mediaType: string): DocumentKind {
  const [type = ''] = mediaType.toLowerCase().split(';');
  if (pictures.has(type)) return 'image';
  if (type.startsWith('video/')) return 'video';
  switch (type) {
    case 'application/pdf':
      return 'pdf';
    case 'text/html':
    case 'application/xhtml+xml':
      return 'html';
    case 'application/rtf':
    case 'text/rtf':
      return 'rtf';
    case 'application/xml':
    case 'application/json':
      return 'text';
    default:
      return type.startsWith('text/') ? 'text' : 'unknown';
  }
}
