import type { DicomPeer } from '../../contract/dicom-peer.ts';
import { RefusedError, ServerFailedError } from '../port/errors.ts';
import type { Pdu } from './pdu.ts';

type Rejection = Extract<Pdu, { type: 'associate-rj' }>;
type Abort = Extract<Pdu, { type: 'abort' }>;

const TRANSIENT = 2;

/** The error that an A-ASSOCIATE-RJ stands for (PS3.8 9.3.4). */
export function rejectedBy({ calledAe, callingAe }: DicomPeer, { result, source, reason }: Rejection): Error {
  const input = { next: 'correct-input' } as const;
  switch (`${source}.${reason}`) {
    case '1.3':
      return new RefusedError(
        'calling-ae-unknown',
        `The server does not know the AE title ${callingAe} under which Fileroom calls. Who runs it must enter it there.`,
        input,
      );
    case '1.7':
      return new RefusedError(
        'called-ae-unknown',
        `There is no ${calledAe} at this address: the AE title is wrong.`,
        input,
      );
    case '1.2':
    case '2.2':
      return new RefusedError('dicom-version', 'The server speaks another version of the DICOM protocol.', input);
    case '3.1':
    case '3.2':
      return new ServerFailedError('peer-busy', 'The server takes no further connections at the moment.');
    default:
      break;
  }
  if (result === TRANSIENT) return new ServerFailedError('peer-busy', 'The server refused for the moment.');
  return new RefusedError(
    'association-rejected',
    `The server refused the connection and gave no reason (${source}.${reason}). Often it does not know ${callingAe}.`,
    input,
  );
}

/** The error that an A-ABORT stands for (PS3.8 9.3.8). */
export function abortedBy({ source, reason }: Abort): Error {
  const who = source === 2 ? `its protocol layer, reason ${reason}` : 'its application';
  return new ServerFailedError('association-aborted', `The server broke the connection off (${who}).`);
}
