import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import reference from '../image-quality.reference.json' with { type: 'json' };
import { peakSignalToNoiseRatio, structuralSimilarity } from '../index.js';

/** Tests on the engine in force against scikit-image (reference/image-quality.py). */
export function describeReference(): void {
  it.each(reference.cases)('$name: as scikit-image has it', async (known) => {
    const { windowSize, standardDeviation } = known;
    const [similarity, ratio] = tf.tidy(() => {
      const [x, y] = [images(known.x, known.shape), images(known.y, known.shape)];
      return [
        structuralSimilarity(x, y, { windowSize, standardDeviation }),
        peakSignalToNoiseRatio(x, y),
      ] as const;
    });
    expectAllClose(await similarity.data(), known.structuralSimilarity, { relative: 0, absolute: 1e-5 });
    expectAllClose(await ratio.data(), known.peakSignalToNoiseRatio, { relative: 1e-5 });
    tf.dispose([similarity, ratio]);
  });

  it('equal images: 1, and infinitely many decibels', async () => {
    const { x, shape } = reference.cases[0]!;
    const [similarity, ratio] = tf.tidy(() => {
      const digits = images(x, shape);
      return [structuralSimilarity(digits, digits), peakSignalToNoiseRatio(digits, digits)] as const;
    });
    expectAllClose(await similarity.data(), [1, 1], { relative: 1e-5 });
    expect([...(await ratio.data())]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    tf.dispose([similarity, ratio]);
  });
}

/** Bytes in base 64 as values from 0 to 1. */
function images(bytes: string, shape: number[]): tf.Tensor {
  return tf.tensor(
    Float32Array.from(atob(bytes), (byte) => byte.charCodeAt(0) / 255),
    shape,
  );
}
