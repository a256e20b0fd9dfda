/**
 * Base of every error this family of packages throws on purpose: its message names what was received and
 * what to do about it, so a program may show it to a person as it is.
 */
export class AutoencoderError extends Error {
  override readonly name: string = 'AutoencoderError';
}

/** A tensor or array has another shape than the operation needs. */
export class ShapeError extends AutoencoderError {
  override readonly name = 'ShapeError';
}

/** Data cannot be used: unreadable, cut short, ragged, not numeric, not finite or out of range. */
export class DataError extends AutoencoderError {
  override readonly name = 'DataError';
}

/** An option has an impossible value, or a name (variant, engine, flag) is unknown. */
export class OptionError extends AutoencoderError {
  override readonly name = 'OptionError';
}

/** A saved model or checkpoint is missing a part, is cut short, or was written by something else. */
export class ModelFormatError extends AutoencoderError {
  override readonly name = 'ModelFormatError';
}

/** Arithmetic left the finite numbers. */
export class NumericalError extends AutoencoderError {
  override readonly name = 'NumericalError';
}

/** An engine cannot be started, or lacks a kernel that the work needs. */
export class BackendError extends AutoencoderError {
  override readonly name = 'BackendError';
}

/** Storage refused: no space left, no permission, or a quota was reached. */
export class StorageError extends AutoencoderError {
  override readonly name = 'StorageError';
}
