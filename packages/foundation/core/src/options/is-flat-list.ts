import { isScalar } from './is-scalar.js';
import type { ValueSchema } from './value-schema.js';

/** True for lists that can be written with commas between their items. */
export function isFlatList({ prefixItems = [], items }: ValueSchema): boolean {
  return prefixItems.every(isScalar) && (items ? isScalar(items) : prefixItems.length > 0);
}
