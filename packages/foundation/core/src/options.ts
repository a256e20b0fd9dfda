export { alternativesOf } from './options/alternatives-of.js';
export { choicesText } from './options/choices-text.js';
export { isScalar } from './options/is-scalar.js';
export { limitsText } from './options/limits-text.js';
export { parseValue } from './options/parse-value.js';
export { placeholder } from './options/placeholder.js';
export type { ValueSchema } from './options/value-schema.js';
export { valueSchemas } from './options/value-schemas.js';
export { valueText } from './options/value-text.js';
