/** What the process says when it ends. */
export const exitCodes = {
  success: 0,
  /** Anything that is neither the user's input nor an interruption: no space left, no engine, a defect. */
  failure: 1,
  /** Bad usage or bad input. */
  badInput: 2,
  /** Stopped by SIGINT or SIGTERM after a checkpoint, as shells number it. */
  interrupted: 130,
} as const;

/** The names of errors that the user can mend by giving something else. */
const inputErrors: ReadonlySet<string> = new Set([
  'OptionError',
  'DataError',
  'ShapeError',
  'ModelFormatError',
]);

/**
 * The exit code that an error asks for. Errors are told by name, because a variant installed beside the
 * user's program may bring a second copy of the error classes.
 */
export function exitCodeOf(error: unknown): number {
  return error instanceof Error && inputErrors.has(error.name) ? exitCodes.badInput : exitCodes.failure;
}
