import type { DicomPeer } from '../../contract/dicom-peer.ts';
import { RefusedError } from '../port/errors.ts';
import { type AssociationOptions, withAssociation } from './association.ts';
import { COMMAND } from './command-set.ts';
import { ProtocolError } from './protocol-error.ts';

const VERIFICATION = '1.2.840.10008.1.1';

/** A service that the peer is to offer, besides being there. */
export interface Service {
  readonly abstractSyntax: string;
  readonly name: string;
}

/**
 * Asks a peer whether it is there (C-ECHO, PS3.7 9.1.5) and offers a service; the milliseconds it took.
 * @throws UnreachableError, RefusedError, ServerFailedError, BadAnswerError
 */
export async function verify(peer: DicomPeer, service: Service, options: AssociationOptions): Promise<number> {
  const started = performance.now();
  const wanted = [{ abstractSyntax: VERIFICATION }, service];
  return withAssociation(peer, wanted, options, async (association) => {
    association.context(service.abstractSyntax, service.name);
    const context = association.context(VERIFICATION, 'C-ECHO');
    const MessageID = association.nextId();
    const command = { AffectedSOPClassUID: VERIFICATION, CommandField: COMMAND.echoRq, MessageID };
    await association.send(context, { command });
    const { command: answer } = await association.receive(context);
    if (answer.CommandField !== COMMAND.echoRsp || answer.MessageIDBeingRespondedTo !== MessageID)
      throw new ProtocolError('another answer than that to C-ECHO');
    if (answer.Status !== 0)
      throw new RefusedError('echo-failed', `The server answered C-ECHO with status ${statusOf(answer.Status)}.`);
    return Math.round(performance.now() - started);
  });
}

/** As PS3.7 C and PS3.4 write it. */
export function statusOf(status: number | undefined): string {
  return status === undefined ? 'none' : `${status.toString(16).toUpperCase().padStart(4, '0')}H`;
}
