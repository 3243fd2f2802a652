import type { DataSet } from '../../../src/dicom/data-set.ts';
import { tagOf } from '../../../src/dicom/dictionary.ts';

/** A concept of a coding scheme, by its meaning (PS3.3 8). */
export interface Code {
  readonly meaning: string;
  readonly value: string;
  /** The coding scheme's designator: `DCM`, `SCT`, `UCUM`. */
  readonly scheme: string;
}

/** What one content item says. */
export type ReportValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly code: Code }
  | {
      readonly kind: 'number';
      readonly numbers: readonly string[];
      readonly unit: Code | undefined;
      readonly why: Code | undefined;
    }
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'date'; readonly date: string | undefined; readonly time: string | undefined }
  | { readonly kind: 'object'; readonly sopInstanceUid: string; readonly frames: readonly number[] }
  | { readonly kind: 'shape'; readonly type: string; readonly points: number }
  /** Another item of the same document, as the standard counts them: `1.2.1`. */
  | { readonly kind: 'item'; readonly place: string };

/** One content item with what is below it (PS3.3 C.17.3). */
export interface ReportItem {
  /** Its place in the document, from `1`, as references count (PS3.3 C.17.3.2.5). */
  readonly place: string;
  readonly relationship: string | undefined;
  readonly isContainer: boolean;
  readonly name: Code | undefined;
  readonly value: ReportValue;
  readonly items: readonly ReportItem[];
}

interface Verification {
  readonly name: string | undefined;
  readonly organization: string | undefined;
  /** DT. */
  readonly at: string | undefined;
}

export interface Report {
  readonly root: ReportItem;
  /** Completion Flag (0040,A491): `COMPLETE` or `PARTIAL`. */
  readonly completion: string | undefined;
  /** Verification Flag (0040,A493): `VERIFIED` or `UNVERIFIED`. */
  readonly verification: string | undefined;
  /** Preliminary Flag (0040,A496): `PRELIMINARY` or `FINAL`. */
  readonly preliminary: string | undefined;
  readonly verifiedBy: readonly Verification[];
  readonly date: string | undefined;
  readonly time: string | undefined;
  /** There is more than is shown: the tree was too large or too deep. */
  readonly isCut: boolean;
}

const MAX_ITEMS = 5_000;
const MAX_DEPTH = 32;
const MAX_FRAMES = 1_000;

const text = (dataSet: DataSet, keyword: string): string | undefined => dataSet.text(tagOf(keyword));
const items = (dataSet: DataSet | undefined, keyword: string): readonly DataSet[] =>
  dataSet?.items(tagOf(keyword)) ?? [];

/** The content tree of a structured report, whatever its template; what it does not say is absent. */
export function readReport(dataSet: DataSet): Report {
  const budget = { left: MAX_ITEMS, isCut: false };
  const root = readItem(dataSet, '1', 0, budget);
  return {
    root: { ...root, isContainer: true },
    completion: text(dataSet, 'CompletionFlag'),
    verification: text(dataSet, 'VerificationFlag'),
    preliminary: text(dataSet, 'PreliminaryFlag'),
    verifiedBy: items(dataSet, 'VerifyingObserverSequence').map((observer) => ({
      name: text(observer, 'VerifyingObserverName'),
      organization: text(observer, 'VerifyingOrganization'),
      at: text(observer, 'VerificationDateTime'),
    })),
    date: text(dataSet, 'ContentDate'),
    time: text(dataSet, 'ContentTime'),
    isCut: budget.isCut,
  };
}

interface Budget {
  left: number;
  isCut: boolean;
}

function readItem(dataSet: DataSet, place: string, depth: number, budget: Budget): ReportItem {
  budget.left -= 1;
  return {
    place,
    relationship: text(dataSet, 'RelationshipType'),
    isContainer: text(dataSet, 'ValueType') === 'CONTAINER',
    name: codeIn(dataSet, 'ConceptNameCodeSequence'),
    value: valueOf(dataSet),
    items: depth < MAX_DEPTH ? readBelow(dataSet, place, depth, budget) : cutIf(dataSet, budget),
  };
}

function readBelow(dataSet: DataSet, place: string, depth: number, budget: Budget): ReportItem[] {
  const below: ReportItem[] = [];
  for (const [index, item] of items(dataSet, 'ContentSequence').entries()) {
    if (budget.left <= 0) {
      budget.isCut = true;
      break;
    }
    below.push(readItem(item, `${place}.${index + 1}`, depth + 1, budget));
  }
  return below;
}

function cutIf(dataSet: DataSet, budget: Budget): [] {
  if (items(dataSet, 'ContentSequence').length > 0) budget.isCut = true;
  return [];
}

function valueOf(dataSet: DataSet): ReportValue {
  const type = text(dataSet, 'ValueType') ?? '';
  switch (type) {
    case 'TEXT':
      return { kind: 'text', text: text(dataSet, 'TextValue') ?? '' };
    case 'UIDREF':
      return { kind: 'text', text: text(dataSet, 'UID') ?? '' };
    case 'CODE': {
      const code = codeIn(dataSet, 'ConceptCodeSequence');
      return code === undefined ? { kind: 'none' } : { kind: 'code', code };
    }
    case 'NUM':
      return numberIn(dataSet);
    case 'PNAME':
      return { kind: 'person', name: text(dataSet, 'PersonName') ?? '' };
    case 'DATE':
      return { kind: 'date', date: text(dataSet, 'Date'), time: undefined };
    case 'TIME':
      return { kind: 'date', date: undefined, time: text(dataSet, 'Time') };
    case 'DATETIME': {
      const at = text(dataSet, 'DateTime') ?? '';
      return { kind: 'date', date: at.slice(0, 8), time: at.slice(8, 14) };
    }
    case 'IMAGE':
    case 'COMPOSITE':
    case 'WAVEFORM':
      return objectIn(dataSet);
    case 'SCOORD':
    case 'SCOORD3D':
    case 'TCOORD':
      return shapeIn(dataSet, type === 'SCOORD3D' ? 3 : 2);
    default:
      return referenceIn(dataSet);
  }
}

/** A value that was not measured says why (PS3.3 C.18.1). */
function numberIn(dataSet: DataSet): ReportValue {
  const [measured] = items(dataSet, 'MeasuredValueSequence');
  const why = codeIn(dataSet, 'NumericValueQualifierCodeSequence');
  return {
    kind: 'number',
    numbers: measured?.texts(tagOf('NumericValue')) ?? [],
    unit: measured && codeIn(measured, 'MeasurementUnitsCodeSequence'),
    why,
  };
}

function objectIn(dataSet: DataSet): ReportValue {
  const [reference] = items(dataSet, 'ReferencedSOPSequence');
  const sopInstanceUid = reference && text(reference, 'ReferencedSOPInstanceUID');
  if (sopInstanceUid === undefined) return { kind: 'none' };
  const frames = reference?.numbers(tagOf('ReferencedFrameNumber')) ?? [];
  return { kind: 'object', sopInstanceUid, frames: frames.slice(0, MAX_FRAMES) };
}

function shapeIn(dataSet: DataSet, dimensions: number): ReportValue {
  const points = Math.floor(dataSet.numbers(tagOf('GraphicData')).length / dimensions);
  return { kind: 'shape', type: text(dataSet, 'GraphicType') ?? text(dataSet, 'TemporalRangeType') ?? '', points };
}

/** By-reference relationships have no value of their own (PS3.3 C.17.3.2.5). */
function referenceIn(dataSet: DataSet): ReportValue {
  const place = dataSet.numbers(tagOf('ReferencedContentItemIdentifier'));
  return place.length === 0 ? { kind: 'none' } : { kind: 'item', place: place.join('.') };
}

function codeIn(dataSet: DataSet, keyword: string): Code | undefined {
  const [item] = items(dataSet, keyword);
  if (item === undefined) return undefined;
  const value = text(item, 'CodeValue') ?? text(item, 'LongCodeValue') ?? text(item, 'URNCodeValue') ?? '';
  const scheme = text(item, 'CodingSchemeDesignator') ?? '';
  const meaning = text(item, 'CodeMeaning') ?? `${value} ${scheme}`.trim();
  return meaning === '' ? undefined : { meaning, value, scheme };
}
