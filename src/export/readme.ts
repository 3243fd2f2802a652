/**
 * The README of a file-set (IHE PDI asks for one), in lines that every system shows. It names nobody: it may lie on a
 * disc of objects that were de-identified.
 */
export function readme({ objects, profile }: { objects: number; profile: string | undefined }): Uint8Array {
  const lines = [
    'DICOM medical images',
    '',
    `This medium holds ${objects} DICOM ${objects === 1 ? 'object' : 'objects'}, listed in the file DICOMDIR.`,
    'The objects are in the folder DICOM. They are opened with a DICOM viewer, which is not part of it.',
    profile === undefined
      ? 'The objects are in the transfer syntaxes in which they were kept, some of which no general profile of DICOM PS3.11 has.'
      : `The objects are in transfer syntaxes that the profile ${profile} of DICOM PS3.11 allows.`,
    '',
    'Written by Fileroom.',
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
