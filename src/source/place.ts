/** Where the bytes of a file lie within the file on disk that holds it: a disc image, an archive. Plain data. */
export type Place =
  /** As they are, in one piece or several. */
  | { readonly kind: 'extents'; readonly extents: readonly Extent[] }
  /** Of a ZIP archive: the entry's own header comes first, then the bytes, perhaps compressed. */
  | {
      readonly kind: 'zip-entry';
      readonly headerOffset: number;
      readonly deflated: boolean;
      readonly storedBytes: number;
      readonly bytes: number;
    };

export interface Extent {
  readonly offset: number;
  readonly bytes: number;
}

/** One file in a container. */
export interface ContainedFile {
  /** With forward slashes. */
  readonly path: string;
  readonly place: Place;
  /** The container in the container that holds it. */
  readonly container?: string;
}

/** What a container holds, and what of it cannot be read. */
export interface Contained {
  readonly files: readonly ContainedFile[];
  /** Links and the like: counted, and of no use. */
  readonly ignored?: number;
  readonly problems: readonly {
    readonly path: string;
    readonly code: 'unreadable' | 'too-large' | 'outside-root';
    readonly message: string;
  }[];
}

/** Reads bytes of the container; fewer at its end. */
export type ReadAt = (position: number, length: number) => Promise<Uint8Array>;

export function sizeOf(place: Place): number {
  return place.kind === 'zip-entry' ? place.bytes : place.extents.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Where its bytes begin: files read in this order are read without seeking. */
export function startOf(place: Place): number {
  return place.kind === 'zip-entry' ? place.headerOffset : (place.extents[0]?.offset ?? 0);
}

const LOCAL_HEADER = 0x04034b50;
export const LOCAL_HEADER_BYTES = 30;

/** Where an entry's bytes begin: behind its local header (APPNOTE 4.3.7), whose length only it knows itself. */
export function localDataOffset(headerOffset: number, header: Uint8Array): number | undefined {
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  if (header.length < LOCAL_HEADER_BYTES || view.getUint32(0, true) !== LOCAL_HEADER) return undefined;
  return headerOffset + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}
