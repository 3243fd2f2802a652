import { encodeValue } from './encode-value.ts';
import { utf8 } from './charset.ts';
import { concat } from './inflate.ts';
import { element, type NewElement } from './new-element.ts';
import { explicitLittle } from './transfer-syntax.ts';
import { writeNodes, type WriteNode } from './write-elements.ts';

/** Made once for this program from a random UUID (PS3.5 B.2). */
export const IMPLEMENTATION_CLASS_UID = '2.25.120946230586272106937181215190563837688';
export const IMPLEMENTATION_VERSION_NAME = 'FILEROOM_1';
const META_GROUP_LENGTH = '00020000';

export interface MetaIdentity {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
}

/** What every meta group has (PS3.10 7.1). */
export function metaElements(identity: MetaIdentity): NewElement[] {
  return [
    element('FileMetaInformationVersion', Uint8Array.of(0, 1)),
    element('MediaStorageSOPClassUID', identity.sopClassUid),
    element('MediaStorageSOPInstanceUID', identity.sopInstanceUid),
    element('TransferSyntaxUID', identity.transferSyntaxUid),
    element('ImplementationClassUID', IMPLEMENTATION_CLASS_UID),
    element('ImplementationVersionName', IMPLEMENTATION_VERSION_NAME),
  ];
}

/** Preamble, `DICM` and the meta group with its length. */
export function writeHead(preamble: Uint8Array | undefined, meta: readonly WriteNode[]): Uint8Array[] {
  const group = concat(
    writeNodes(
      meta.filter((node) => node.tag !== META_GROUP_LENGTH),
      explicitLittle,
    ),
  );
  const length = element('FileMetaInformationGroupLength', group.length);
  const head = { kind: 'value', tag: length.tag, vr: length.vr, value: encodeValue(length, utf8) } as const;
  return [
    preamble ?? new Uint8Array(128),
    Uint8Array.of(0x44, 0x49, 0x43, 0x4d),
    ...writeNodes([head], explicitLittle),
    group,
  ];
}
