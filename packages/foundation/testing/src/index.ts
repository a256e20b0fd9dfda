export { expectAllClose, worstDeviation } from './close.js';
export { finiteDifferences, type ScalarFunction } from './finite-differences.js';
export { expectNoLeak } from './leaks.js';
export { momentsOf } from './moments.js';
export { testValues } from './values.js';
