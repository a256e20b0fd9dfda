/** A person or the system stopped the command; the message says what is kept and how to go on. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
