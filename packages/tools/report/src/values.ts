import * as tf from '@tensorflow/tfjs';

/** Numbers of a tensor with its shape. */
export interface Values {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** The first rows of `[count, …]` values, all of them where there are fewer. */
export function firstRows({ values, shape: [count = 0, ...shape] }: Values, most: number): Values {
  const kept = Math.min(count, most);
  const size = shape.reduce((product, length) => product * length, 1);
  return { values: values.subarray(0, kept * size), shape: [kept, ...shape] };
}

/** Runs `work` in a tidy and reads the tensors that it gives, all in one download. */
export async function readTensors(work: () => readonly tf.Tensor[]): Promise<Values[]> {
  const shapes: (readonly number[])[] = [];
  const flat = tf.tidy(() => {
    const tensors = work();
    shapes.push(...tensors.map(({ shape }) => shape));
    const filled = tensors.filter(({ size }) => size > 0);
    return filled.length === 0 ? undefined : tf.concat(filled.map((tensor) => tensor.toFloat().flatten()));
  });
  try {
    const all = flat ? ((await flat.data()) as Float32Array) : new Float32Array(0);
    let start = 0;
    return shapes.map((shape) => {
      const values = all.subarray(start, start + shape.reduce((product, length) => product * length, 1));
      start += values.length;
      return { values, shape };
    });
  } finally {
    flat?.dispose();
  }
}
