import { element, type NewElement, type NewValue } from '../dicom/new-element.ts';
import { tagOf, type Tag } from '../dicom/dictionary.ts';

export const REMOVED = 'REMOVED';
const REMOVED_TEXT = 'Removed by de-identification';
const REMOVED_URI = 'urn:removed';
/** The texts that stand for what was taken away. */
export const REMOVED_TEXTS: ReadonlySet<string> = new Set([REMOVED, REMOVED_TEXT, REMOVED_URI]);

const byVr: Readonly<Record<string, NewValue>> = {
  AS: '000Y',
  DA: '19000101',
  DS: '0',
  DT: '19000101000000',
  IS: '0',
  TM: '000000',
};
const numeric = new Set(['FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV']);
const text = new Set(['AE', 'CS', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT']);

const concept: readonly NewElement[] = [
  element('CodeValue', '121106'),
  element('CodingSchemeDesignator', 'DCM'),
  element('CodeMeaning', 'Comment'),
];
const removedCode: readonly NewElement[] = [
  element('CodeValue', REMOVED),
  element('CodingSchemeDesignator', '99FILEROOM'),
  element('CodeMeaning', REMOVED),
];
const point: readonly NewElement[] = [
  element('GraphicAnnotationUnits', 'DISPLAY'),
  element('GraphicDimensions', 2),
  element('NumberOfGraphicPoints', 1),
  element('GraphicData', [0, 0]),
  element('GraphicType', 'POINT'),
];
/** Items with the attributes that their sequence demands. */
const bySequence = new Map<Tag, readonly NewElement[]>([
  [
    tagOf('ContentSequence'),
    [
      element('RelationshipType', 'CONTAINS'),
      element('ValueType', 'TEXT'),
      element('ConceptNameCodeSequence', { items: [concept] }),
      element('TextValue', REMOVED_TEXT),
    ],
  ],
  [
    tagOf('VerifyingObserverSequence'),
    [
      element('VerifyingOrganization', REMOVED),
      element('VerificationDateTime', '19000101000000'),
      element('VerifyingObserverName', REMOVED),
      element('VerifyingObserverIdentificationCodeSequence', { items: [] }),
    ],
  ],
  [
    tagOf('GraphicAnnotationSequence'),
    [element('GraphicLayer', REMOVED), element('GraphicObjectSequence', { items: [point] })],
  ],
  [tagOf('PersonIdentificationCodeSequence'), removedCode],
  [tagOf('OperatorIdentificationSequence'), [element('PersonIdentificationCodeSequence', { items: [removedCode] })]],
]);

const TEXT_VALUE = tagOf('TextValue');

/** A value that says nothing, for action D: not empty, and of the attribute's VR. */
export function dummyValue(tag: Tag, vr: string): NewValue {
  if (vr === 'SQ') return { items: [bySequence.get(tag) ?? []] };
  if (text.has(vr)) return dummyText(tag, vr);
  return byVr[vr] ?? (numeric.has(vr) ? 0 : new Uint8Array(8));
}

/** The same for texts in prose alone. */
export function dummyText(tag: Tag, vr: string): string {
  if (vr === 'UR') return REMOVED_URI;
  return tag === TEXT_VALUE ? REMOVED_TEXT : REMOVED;
}

/** An empty page: an encapsulated PDF must remain one (PS3.3 C.24.2). */
export function emptyPdf(): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj${body}endobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const xref = pdf.length;
  pdf += `xref\n0 4\n0000000000 65535 f \n${offsets.join('')}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`;
  return Uint8Array.from(pdf, (character) => character.charCodeAt(0));
}
