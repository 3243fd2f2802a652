import type { ScanSummary } from '../../../src/contract/scan.ts';

type Series = ScanSummary['patients'][number]['studies'][number]['series'][number];

export function series(seriesInstanceUid: string, instances: number, part: Partial<Series> = {}): Series {
  return {
    seriesInstanceUid,
    modality: 'CT',
    instances,
    frames: instances,
    bytes: instances * 10,
    repaired: 0,
    repairs: [],
    ...part,
  };
}

/** Two patients: one with two studies, one with a study whose identities disagree. */
export const summary: ScanSummary = {
  sources: ['/disc'],
  partial: false,
  counts: { files: 10, dicom: 9, documents: 0, ignored: 0, unreadable: 1 },
  durationMs: 5,
  dicomdir: [],
  documents: [],
  duplicates: [],
  problems: [],
  patients: [
    {
      patientId: 'PHANTOM-1',
      patientName: 'PHANTOM^CHEST',
      birthDate: '19700101',
      sex: 'O',
      studies: [
        {
          studyInstanceUid: '2.25.1',
          accessionNumber: 'A1',
          modalities: ['CT', 'SR'],
          conflicts: [],
          series: [
            series('2.25.1.1', 4, { description: 'Säule axial', repairs: ['no-preamble'] }),
            series('2.25.1.2', 1, { modality: 'SR', repairs: ['charset-guessed'] }),
          ],
        },
        { studyInstanceUid: '2.25.2', modalities: ['CT'], conflicts: [], series: [series('2.25.2.1', 2)] },
      ],
    },
    {
      patientId: 'PHANTOM-2',
      patientName: 'PHANTOM^HAND',
      studies: [
        {
          studyInstanceUid: '2.25.3',
          modalities: ['CR'],
          conflicts: [{ path: 'X', code: 'conflicting-identity', message: 'Two patient IDs.' }],
          identities: [
            { patientId: 'PHANTOM-2', patientName: 'PHANTOM^HAND', objects: 1, path: 'W' },
            { patientId: 'PHANTOM-3', patientName: 'PHANTOM^HAND', objects: 1, path: 'X' },
          ],
          series: [series('2.25.3.1', 2, { modality: 'CR' })],
        },
      ],
    },
  ],
};

const [first] = summary.patients;
export const onePatient: ScanSummary = { ...summary, patients: first === undefined ? [] : [first] };
