import type { NewImport } from '../../src/contract/import.ts';
import type { ExportProps } from '../ui/slots.ts';
import type { Obstacle } from './draft.ts';

/** What stands in the way of sending only: it is the destination's. */
const ofDestination: ReadonlySet<Obstacle> = new Set([
  'no-destination',
  'no-answer',
  'unreadable-rules',
  'must-obey-rules',
  'one-study-only',
  // Documents go only with what is sent.
  'document-unread',
]);

/** Whether what is decided can be written onto this computer instead of being sent. */
export function mayExport(obstacles: readonly Obstacle[]): boolean {
  return obstacles.every((one) => ofDestination.has(one));
}

/** The same objects under the same treatment, to be written and not sent. */
export function toExport(wanted: readonly NewImport[]): ExportProps['wanted'] {
  return wanted.map(({ scanId, studies, leaveOut, treatment, decision }) => ({
    source: { kind: 'scan', scanId, studies, ...(leaveOut === undefined ? {} : { leaveOut }) },
    treatment,
    ...(decision === undefined ? {} : { decision }),
  }));
}
