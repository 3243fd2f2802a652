import { defaultVr, type NewElement } from '../../dicom/new-element.ts';
import { isSingleText } from '../../dicom/vr.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { type DemographicField, demographicFields, demographicNames } from '../store/study-fields.ts';
import type { StudyRow } from '../store/study-records.ts';
import { damaged } from './payload.ts';
import { firstInstanceOf } from './instances.ts';
import { readStoredHeader } from './stored-header.ts';

/**
 * What a record says otherwise than the object that it was filled in from: somebody has corrected it, and it is laid
 * over every object that is read through this record. What storage holds stays as it is.
 */
export async function overridesOf(
  archive: ArchiveContext,
  record: StudyRow | undefined,
): Promise<readonly NewElement[]> {
  if (record === undefined) return [];
  const first = firstInstanceOf(archive.database, record);
  if (first === undefined) return [];
  const file = await archive.objects.open(first.object, first.size);
  if (file === undefined) throw damaged(first);
  await file.close();
  const { demographics } = await readStoredHeader(archive.objects.pathOf(first.object), first.size);
  return demographicNames
    .filter((name) => !ofSeries.has(name))
    .flatMap((name) => {
      const [said, stored] = [plain(name, record[name] ?? ''), plain(name, demographics[name] ?? '')];
      return said === '' || said === stored ? [] : [elementOf(demographicFields[name], said)];
    });
}

/** The record gathers those of all series. */
const ofSeries: ReadonlySet<DemographicField> = new Set(['modality']);

/** As DICOM writes it: dates and times without separators, names without empty components behind (PS3.5 6.2). */
function plain(name: DemographicField, value: string): string {
  const text = value.trim();
  switch (defaultVr(demographicFields[name])) {
    case 'DA':
      return text.replaceAll('-', '');
    case 'TM':
      return text.replaceAll(':', '');
    case 'PN':
      return text.replace(/[\^=]+$/, '');
    default:
      return text;
  }
}

function elementOf(tag: string, text: string): NewElement {
  const vr = defaultVr(tag);
  return { tag, vr, value: text.includes('\\') && !isSingleText(vr) ? text.split('\\') : text };
}
