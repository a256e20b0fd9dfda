export { type CreatedVariant, createVariant, type VariantRequest } from './create-variant.js';
export { run, type Terminal } from './run.js';
