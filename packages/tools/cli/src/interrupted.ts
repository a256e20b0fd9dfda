/** A person or the system stopped the command, and its work is saved; the message says how to go on. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
