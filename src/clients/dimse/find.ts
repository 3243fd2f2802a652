import { concat } from '../../dicom/inflate.ts';
import { charsetOf } from '../../dicom/charset.ts';
import { DataSet } from '../../dicom/data-set.ts';
import type { NewElement } from '../../dicom/new-element.ts';
import { readElements } from '../../dicom/read-elements.ts';
import { DicomReadError } from '../../dicom/read-error.ts';
import { encodingOf } from '../../dicom/transfer-syntax.ts';
import { newNodes } from '../../dicom/write-dicom.ts';
import { writeNodes } from '../../dicom/write-elements.ts';
import { RefusedError, ServerFailedError } from '../port/errors.ts';
import type { Association, Context } from './association.ts';
import { COMMAND } from './command-set.ts';
import { ProtocolError } from './protocol-error.ts';
import { statusOf } from './verification.ts';

const SUCCESS = 0;
const CANCELLED = 0xfe00;
const PENDING = new Set([0xff00, 0xff01]);
const MEDIUM_PRIORITY = 0;

export interface Find {
  readonly keys: readonly NewElement[];
  /** What of the answers is wanted: peers may ignore optional keys and send all they have (PS3.4 C.2.2.1.3). */
  readonly wants: (identifier: DataSet) => boolean;
  /** After so many wanted ones, or so many at all, the peer is told to stop. */
  readonly wanted: number;
  readonly atAll: number;
}

/** The data sets that match (C-FIND, PS3.7 9.1.2). */
export async function find(
  association: Association,
  context: Context,
  { keys, wants, wanted, atAll }: Find,
): Promise<DataSet[]> {
  const encoding = encodingOf(context.transferSyntax);
  const MessageID = association.nextId();
  const AffectedSOPClassUID = context.abstractSyntax;
  await association.send(context, {
    command: { AffectedSOPClassUID, CommandField: COMMAND.findRq, MessageID, Priority: MEDIUM_PRIORITY },
    dataSet: concat(writeNodes(newNodes(keys, charsetOf([]), encoding), encoding)),
  });
  const found: DataSet[] = [];
  let isCancelled = false;
  for (let count = 1; ; count++) {
    const { command, dataSet } = await association.receive(context);
    if (command.CommandField !== COMMAND.findRsp || command.MessageIDBeingRespondedTo !== MessageID)
      throw new ProtocolError('another answer than that to C-FIND');
    const status = command.Status ?? -1;
    if (!PENDING.has(status)) {
      if (status === SUCCESS || status === CANCELLED) return found;
      throw failureOf(status);
    }
    if (dataSet === undefined) throw new ProtocolError('a match without its data set');
    // A peer that does not hear the cancel may send on for a while, not for ever.
    if (count > 10 * atAll) throw new ProtocolError('more matches although it was told to stop');
    if (isCancelled) continue;
    const identifier = read(dataSet, context.transferSyntax);
    if (wants(identifier)) found.push(identifier);
    if (found.length < wanted && count < atAll) continue;
    isCancelled = true;
    const cancel = { CommandField: COMMAND.cancelRq, MessageIDBeingRespondedTo: MessageID };
    await association.send(context, { command: cancel });
  }
}

function read(bytes: Uint8Array, transferSyntax: string): DataSet {
  const encoding = encodingOf(transferSyntax);
  try {
    const { elements } = readElements({ bytes, partial: false, repairs: new Set() }, 0, encoding);
    return new DataSet(bytes, encoding, elements);
  } catch (error) {
    if (error instanceof DicomReadError) throw new ProtocolError('a match that is no data set', { cause: error });
    throw error;
  }
}

/** PS3.4 C.4.1.1.4 and K.4.1.1.4. */
function failureOf(status: number): Error {
  const words = `The server answered the search with status ${statusOf(status)}`;
  if (status === 0xa700) return new ServerFailedError('find-failed', `${words}: it is out of resources.`);
  if (status === 0xa900 || status === 0x0122)
    return new RefusedError('find-refused', `${words}: it does not understand this search.`);
  return new ServerFailedError('find-failed', `${words}.`);
}
