import { randomSource } from '@autoencoders/backend';
import type { Rows } from '@autoencoders/data';

/** Standard normal or uniform rows. */
export function randomRows(kind: 'normal' | 'uniform', shape: readonly number[], seed = 0): Rows {
  const tensor = randomSource(seed)[kind]('rows', shape);
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return { values, shape };
}
