export {
  checkChoice,
  checkClassLabels,
  checkInteger,
  checkNames,
  checkNumber,
  checkShape,
  formatShape,
} from './check.js';
export {
  AutoencoderError,
  BackendError,
  DataError,
  ModelFormatError,
  NumericalError,
  OptionError,
  ShapeError,
  StorageError,
} from './errors.js';
