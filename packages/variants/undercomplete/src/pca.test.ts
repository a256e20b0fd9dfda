import { adam, cosineDecay, fit, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { Matrix, QrDecomposition, SVD } from 'ml-matrix';
import { beforeAll, describe, expect, it } from 'vitest';
import { undercompleteAutoencoder } from './index.js';

/** The digits less their mean, a row each, as principal component analysis sees them. */
async function centredDigits(): Promise<Matrix> {
  const rows: number[][] = [];
  for await (const { x } of digits({ flatten: true }).batches({ batchSize: 512 })) {
    rows.push(...((await x.array()) as number[][]));
    x.dispose();
  }
  const matrix = new Matrix(rows);
  return matrix.subRowVector(matrix.mean('column'));
}

/** The largest principal angle between the spans of the columns of two matrices, the first orthonormal. */
function largestAngle(basis: Matrix, columns: Matrix): number {
  const other = new QrDecomposition(columns).orthogonalMatrix;
  // By its sine: a cosine near 1 loses half of the digits. Björck and Golub 1973.
  const outside = Matrix.sub(other, basis.mmul(basis.transpose().mmul(other)));
  return Math.asin(Math.min(1, new SVD(outside).norm2));
}

describe('a linear autoencoder finds the principal components of the digits', () => {
  let data: Matrix;
  let components: SVD;

  beforeAll(async () => {
    await useBackend('wasm');
    data = await centredDigits();
    components = new SVD(data);
  });

  // The nearer the first eigenvalue left out, the longer it takes: one step an epoch, all examples at once.
  it.each([
    [2, 500],
    [8, 700],
    [16, 1500],
  ])('%i of them in %i steps', async (latentDim, epochs) => {
    const x = tf.tensor2d(data.to2DArray());
    const model = undercompleteAutoencoder({ inputShape: [64], latentDim, architecture: 'linear' });
    const learningRate = cosineDecay(0.03, epochs);
    await fit(model, x, { epochs, batchSize: data.rows, shuffle: false, optimizer: adam(), learningRate });

    const basis = components.rightSingularVectors.subMatrix(0, 63, 0, latentDim - 1);
    const kernel = (await model.networks.decoder.getWeights()[0]!.array()) as number[][];
    expect(largestAngle(basis, new Matrix(kernel).transpose())).toBeLessThan(0.01);

    const reconstruction = tf.tidy(() => model.reconstruct(x)) as tf.Tensor2D;
    const error = Matrix.sub(data, new Matrix(await reconstruction.array())).norm() ** 2;
    const least = components.diagonal.slice(latentDim).reduce((sum, value) => sum + value ** 2, 0);
    expect(error / least).toBeLessThan(1.001);
    tf.dispose([x, reconstruction]);
    model.dispose();
  });
});
