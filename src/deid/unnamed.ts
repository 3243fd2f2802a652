import { tagOf, vrOf, type Tag } from '../dicom/dictionary.ts';
import type { ProfileRow } from './profile.ts';

/**
 * Rows for attributes that Table E.1-1 does not name although their siblings are in it: UIDs that refer to instances,
 * frames of reference and the like (mapped elsewhere, they would betray the map and break the reference), names,
 * dates, and the texts that people type into content items and graphics.
 */
const uid: ProfileRow = { basic: 'U', options: new Map([['retain-uids', 'K']]) };
const date: ProfileRow = {
  basic: 'X/Z/D',
  options: new Map([
    ['retain-full-dates', 'K'],
    ['retain-modified-dates', 'C'],
  ]),
};
const TEMPORAL = new Set(['DA', 'DT', 'TM']);
const name: ProfileRow = { basic: 'X/Z/D', options: new Map() };

const byTag = new Map<Tag, ProfileRow>(
  [
    'MultiFrameSourceSOPInstanceUID',
    'RadiopharmaceuticalAdministrationEventUID',
    'TargetFrameOfReferenceUID',
    'SOPInstanceUIDOfConcatenationSource',
    'VolumeFrameOfReferenceUID',
    'TableFrameOfReferenceUID',
    'ReferencedColorPaletteInstanceUID',
    'FindingsGroupUIDTrial',
    'ReferencedFindingsGroupUIDTrial',
    'AssertionUID',
    'ReferencedAssertionUID',
    'ModelGroupUID',
    'ReferencedFiducialUID',
    'VolumetricPresentationInputSetUID',
    'SelectorUIValue',
    'EquipmentFrameOfReferenceUID',
    'ContextGroupExtensionCreatorUID',
  ].map((keyword) => [tagOf(keyword), uid]),
);
byTag.set(tagOf('TextValue'), { basic: 'D', options: new Map() });
byTag.set(tagOf('UnformattedTextValue'), { basic: 'D', options: new Map([['clean-graphics', 'C']]) });

export function unnamedRow(tag: Tag): ProfileRow | undefined {
  const row = byTag.get(tag);
  if (row !== undefined) return row;
  const vr = vrOf(tag) ?? '';
  if (TEMPORAL.has(vr)) return date;
  return vr === 'PN' ? name : undefined;
}
