/** Files that are judged otherwise than in the manifest, with the codes they get, and why. */
export const DIFFERENCES: ReadonlyMap<string, string> = new Map([
  // It belongs to no patient and no study: it is read, but there is nowhere to file it.
  ['modalities/COLOR-PALETTE-pet.dcm', 'no-patient'],
  // The tools that measured it believe the meta group. The data set is plainly little endian: read with a repair.
  ['malformed/meta-says-bigendian-data-little.dcm', 'wrong-transfer-syntax'],
  // Eight sound files of the corpus have no pixels either, as this one's twin charsets/GBK.dcm: who opens one sees it.
  ['malformed/pixel-data-missing.dcm', ''],
  // Four sound files of the corpus differ so too. Readers take the UID of the data set; an edit makes both agree.
  ['malformed/meta-sopinstance-mismatch.dcm', ''],
]);

/** What is odd about these DICOMDIRs are the files around them: the scan says so. */
export const SCANNED_ONLY: ReadonlySet<string> = new Set([
  'dicomdir/lowercase-on-disk/DICOMDIR',
  'dicomdir/version-suffix-on-disk/DICOMDIR',
  'dicomdir/dcm-extension-on-disk/DICOMDIR',
  'dicomdir/path-traversal/DICOMDIR',
]);

/** What is refused for another reason than a missing UID. */
export const REFUSED: ReadonlyMap<string, string> = new Map([
  ['orig_no-preamble-no-meta_CT.dcm', 'not-dicom'],
  ['orig_no-preamble-DICM-in-data.dcm', 'not-dicom'],
  ['orig_gzip.dcm', 'not-dicom'],
  ['zero-byte-file.dcm', 'empty'],
  ['one-byte.dcm', 'not-dicom'],
  ['preamble-and-DICM-only.dcm', 'not-dicom'],
  ['truncated-inside-meta.dcm', 'truncated'],
  ['sq-undefined-length-never-closed.dcm', 'bad-dataset'],
  ['not-dicom-jpeg.dcm', 'not-dicom'],
  ['not-dicom-pdf.dcm', 'not-dicom'],
  ['not-dicom-text.dcm', 'not-dicom'],
  ['not-dicom-zip.dcm', 'not-dicom'],
  ['not-dicom-gzip-of-dicom.dcm', 'not-dicom'],
  ['not-dicom-random-4k.dcm', 'not-dicom'],
  ['not-dicom-all-zero-64k.dcm', 'not-dicom'],
  ['not-dicom-DICM-at-128-then-text.dcm', 'not-dicom'],
  ['not-dicom-dicm-word-later.dcm', 'not-dicom'],
]);

/** What is said of each file that was broken on purpose, by its name. */
export const WARNINGS: Readonly<Record<string, string>> = {
  'bits-allocated-missing': 'bad-image',
  'bits-stored-gt-allocated': 'bad-image',
  'date-nonsense': 'bad-value',
  'date-with-range-and-empty': 'bad-value',
  'duplicate-patientname': 'bad-order',
  // A backslash in the Patient ID makes it two.
  'filename-reserved-chars-in-patientid': 'bad-value',
  'group0000-in-dataset': 'bad-order',
  'group0002-in-dataset': 'bad-order',
  'is-ds-nonsense': 'bad-value',
  'junk-after-dataset': 'bad-vr,trailing-bytes',
  'meta-grouplength-wrong': 'bad-meta',
  'meta-missing-transfer-syntax': 'bad-meta',
  'meta-says-bigendian-data-little': 'wrong-transfer-syntax',
  'meta-says-implicit-data-explicit': 'wrong-transfer-syntax',
  'meta-sopclass-mismatch': 'bad-meta',
  'meta-unknown-private-transfer-syntax': 'unknown-transfer-syntax',
  'no-patientid': 'no-patient-id',
  'no-preamble-no-meta-implicit': 'no-meta,no-preamble',
  'no-preamble-starts-at-group2': 'no-preamble',
  'numberofframes-2147483647': 'bad-image',
  'numberofframes-zero': 'bad-image',
  'odd-length-LO': 'bad-order,odd-length',
  'patientname-10000-chars': 'bad-value',
  'patientname-control-chars': 'bad-text',
  'photometric-unknown': 'bad-image',
  'pixel-data-length-4GB': 'truncated',
  'pixel-data-short-by-one-row': 'bad-image',
  'pixel-data-zero-length': 'bad-image',
  'preamble-MZ-exe-magic': 'executable-preamble',
  'private-without-creator': 'bad-order',
  'rows-65535-cols-65535': 'bad-image',
  'rows-zero': 'bad-image',
  'specific-character-set-unknown': 'charset-guessed',
  'sq-item-length-too-long': 'bad-length',
  'sq-stray-delimiter': 'bad-length',
  'tags-out-of-order': 'bad-order,odd-length',
  'truncated-in-element-header': 'truncated',
  'truncated-pixel-data-1-byte': 'truncated',
  'truncated-pixel-data-half': 'truncated',
  'uid-over-64-chars': 'bad-value',
  'uid-trailing-space': 'bad-value',
  'uid-with-letters-and-leading-zero': 'bad-value',
  'uid-with-path-traversal': 'bad-value',
  'un-vr-hiding-sequence': 'bad-vr',
  'us-with-3-bytes': 'bad-order,bad-value,odd-length',
  'vr-lowercase': 'bad-order,bad-vr',
  'vr-question-marks': 'bad-order,bad-vr',
  'vr-two-spaces': 'bad-order,bad-vr',
};
