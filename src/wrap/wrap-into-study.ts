import { element, type NewElement } from '../dicom/new-element.ts';
import type { DicomFile } from '../dicom/read-dicom.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { studyElementsOf } from './study-elements.ts';
import type { Wrapped } from './wrapped.ts';

/** What the new object says of itself. */
export interface WrappedAs {
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly seriesNumber: number;
  readonly title: string;
  /** Whether somebody is named in what is seen: unless a person has looked and denied it, yes. */
  readonly burnedIn: boolean;
}

const LO_LENGTH = 64;

/**
 * A Part 10 file of the study that `template` is of, without the {@link Wrapped.content} of the file, which comes in
 * when all else has its final value. Written in UTF-8.
 * @throws DicomWriteError
 */
export function wrapIntoStudy(wrapped: Wrapped, template: DicomFile, as: WrappedAs): Uint8Array<ArrayBuffer> {
  const title = as.title.replaceAll(/[\\\p{Cc}]+/gu, ' ').trim();
  const isDocument = wrapped.modality === 'DOC';
  const own: readonly NewElement[] = [
    element('SpecificCharacterSet', 'ISO_IR 192'),
    element('SOPClassUID', wrapped.sopClassUid),
    element('SOPInstanceUID', as.sopInstanceUid),
    element('SeriesInstanceUID', as.seriesInstanceUid),
    element('SeriesNumber', String(as.seriesNumber)),
    element('SeriesDescription', title.slice(0, LO_LENGTH).replace(/[\uD800-\uDBFF]$/, '')),
    element('InstanceNumber', '1'),
    element('Modality', wrapped.modality),
    // A workstation made it of a file (PS3.3 C.8.6.1); of a document, too, it need not say which.
    element('ConversionType', 'WSD'),
    // Of the file nobody knows it, and the day it is sent would make another object of it when it is sent again.
    element('ContentDate', ''),
    element('ContentTime', ''),
    element('BurnedInAnnotation', as.burnedIn ? 'YES' : 'NO'),
    ...(isDocument ? [element('DocumentTitle', title), element('Manufacturer', '')] : []),
    ...wrapped.elements,
  ];
  return writeDicom({
    transferSyntaxUid: wrapped.transferSyntaxUid,
    elements: [...studyElementsOf(template.dataSet), ...own],
  });
}
