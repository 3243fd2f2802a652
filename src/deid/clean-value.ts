import type { DataSet } from '../dicom/data-set.ts';
import { tagOf } from '../dicom/dictionary.ts';
import type { Edit } from '../dicom/edit-dicom.ts';
import type { Element } from '../dicom/element.ts';
import { cleanedText } from './clean-text.ts';
import type { Situation } from './profile-edit.ts';
import { isOffset, shifted } from './shift-date.ts';

const TIMEZONE = tagOf('TimezoneOffsetFromUTC');

/** Action C of PS3.15 Table E.1-1 for a plain value; undefined where nothing of it can be known to be harmless. */
export function cleanedValue(each: Element, dataSet: DataSet, situation: Situation): Edit | undefined {
  const { tag, vr } = each;
  const texts = dataSet.textsOf(each);
  if (texts.every((text) => text === '')) return vr.startsWith('O') || vr === 'UN' ? undefined : 'keep';
  switch (vr) {
    case 'DA':
    case 'DT':
    case 'TM':
      return replaced(texts, (text) => shifted(vr, text, situation.days));
    case 'AE':
      return replaced(texts, (text) => situation.map.aeTitle(text));
    case 'CS':
    case 'LO':
    case 'LT':
    case 'SH':
    case 'ST':
    case 'UC':
    case 'UT':
      // The time of day stays, and so must what it counts from.
      if (tag === TIMEZONE) return texts.every(isOffset) ? 'keep' : undefined;
      return replaced(texts, (text) => cleanedText(text, vr, (word) => situation.needles.hasWord(word)));
    default:
      return undefined;
  }
}

/** One value that cannot be cleaned makes the whole of them unclean: the others would change their places. */
function replaced(texts: readonly string[], clean: (text: string) => string | undefined): Edit | undefined {
  const values = texts.map((text) => (text === '' ? '' : clean(text)));
  if (!values.every((value) => value !== undefined)) return undefined;
  return values.every((value, index) => value === texts[index]) ? 'keep' : { value: values };
}
