/** The peer broke the protocol of PS3.7 or PS3.8. The message holds lengths and types, never values of a data set. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}
