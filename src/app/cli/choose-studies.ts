import type { NewImport, Treatment } from '../../contract/import.ts';
import { InvalidRequestError, type Problem } from '../../contract/problem.ts';
import type { ScanReport } from '../../contract/scan.ts';
import { UnprocessableError } from '../errors.ts';
import { decidesIdentity } from '../imports/plan-import.ts';
import { plural } from './format.ts';

/** Objects that were there and do not leave. An empty file or a missing one is told, but is none. */
export const leftBehind: ReadonlySet<string> = new Set(['conflicting-identity', 'conflicting-instance']);

/** All studies or the named ones. Without a decision, a study that names several patients stays behind and is told. */
export function chooseStudies(
  report: ScanReport,
  treatment: Treatment,
  wanted: readonly string[] | undefined,
): { studies: NewImport['studies']; problems: Problem[] } {
  const all = report.patients.flatMap(({ studies }) => studies);
  const unknown = wanted?.find((uid) => !all.some(({ studyInstanceUid }) => studyInstanceUid === uid));
  if (unknown !== undefined) {
    throw new InvalidRequestError('no-such-study', `There is no study ${unknown} here.`, { next: 'correct-input' });
  }
  const chosen = all.filter(({ studyInstanceUid }) => wanted?.includes(studyInstanceUid) ?? true);
  const isBlocked = ({ conflicts }: (typeof all)[number]) =>
    !decidesIdentity(treatment) && conflicts.some(({ code }) => code === 'conflicting-identity');
  const blocked = chosen.filter(isBlocked);
  if (blocked.length === chosen.length) {
    throw new UnprocessableError('conflicting-identity', 'Every chosen study names several patients.', {
      next: 'review-identity',
    });
  }
  return {
    studies: chosen.filter((study) => !isBlocked(study)).map(({ studyInstanceUid }) => ({ studyInstanceUid })),
    problems: [
      ...[...report.problems, ...report.dicomdir.flatMap(({ problems }) => problems)].map(
        ({ path, code, message }) => ({ code, message: `${path}: ${message}` }),
      ),
      ...blocked.map((study): Problem => ({
        code: 'conflicting-identity',
        message: `Study ${study.studyInstanceUid} names several patients and was left out (${plural(study.conflicts.length, 'contradicting file')}).`,
        next: 'review-identity',
      })),
    ],
  };
}
