/** A disc image or archive cannot be read; the message says why, as a sentence without its end, and names no file. */
export class ContainerFault extends Error {
  override readonly name: string = 'ContainerFault';
}
