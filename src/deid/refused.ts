import { FileroomError } from '../contract/problem.ts';

/** The object must not be sent with this treatment. */
export class TreatmentRefusedError extends FileroomError {
  readonly name: string = 'TreatmentRefusedError';
}
