import { randomSource } from '@autoencoders/backend';

/** Draws by name, as values on the host. */
export interface Draws {
  /** Uniform in [0, 1). */
  uniform(purpose: string, count: number): Promise<Float32Array>;
  /** Normal of mean 0 and variance 1. */
  normal(purpose: string, count: number): Promise<Float32Array>;
}

/** Draws of `backend`'s random source that a seed names. */
export function drawsOf(seed: number): Draws {
  const source = randomSource(seed);
  const drawn = (kind: 'uniform' | 'normal') => async (purpose: string, count: number) => {
    const values = source[kind](`made-up/${purpose}`, [count]);
    const result = await values.data<'float32'>();
    values.dispose();
    return result;
  };
  return { uniform: drawn('uniform'), normal: drawn('normal') };
}
