import type { DataSet } from '../dicom/data-set.ts';
import { tagOf, type Tag } from '../dicom/dictionary.ts';
import type { VisitedElement } from '../dicom/edit-dicom.ts';

/** What the Clean Structured Content Option is about (PS3.15 E.3.4): sequences of content items. */
const CONTENT = new Set(['AcquisitionContextSequence', 'ContentSequence', 'SpecimenPreparationSequence'].map(tagOf));
const SCHEME = tagOf('CodingSchemeDesignator');
const CODE_TEXTS = new Set(['CodeMeaning', 'LongCodeValue', 'URNCodeValue'].map(tagOf));
/** Coding schemes that are published (PS3.16 table 8-1): nobody's name gets into them. */
const PUBLISHED = new Set(
  'DCM SCT SRT SNM3 LN UCUM RADLEX FMA MA ICD10 I10 I10P ICD11 I9 I9C ICDO3 NCIt NCIT UMLS NEU BI BARI RADELEMENT IBSI'.split(
    ' ',
  ),
);

/**
 * Whether an element is a text of a code of somebody's own within content items: unlike numbers, codes of published
 * schemes and references, which stay, anybody can have typed it.
 */
export function isLocalCodeText({ element, dataSet, path }: VisitedElement): boolean {
  return CODE_TEXTS.has(element.tag) && isWithin(path, CONTENT) && !isPublished(dataSet);
}

/** Whether a code, the data set of an item, is of a published scheme. */
export function isPublished(dataSet: DataSet): boolean {
  return PUBLISHED.has(dataSet.text(SCHEME) ?? '');
}

function isWithin(path: VisitedElement['path'], sequences: ReadonlySet<Tag>): boolean {
  return path.some(({ tag }) => sequences.has(tag));
}
