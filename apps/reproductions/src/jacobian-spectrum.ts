import type { Autoencoder } from '@autoencoders/core';
import { jacobianProducts } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Means over points of what the Jacobian of an encoder does there. */
export interface JacobianSpectrum {
  /** Singular values, largest first. */
  readonly singularValues: readonly number[];
  /** Frobenius norm. */
  readonly norm: number;
  /** Directions that carry nine tenths of the squared norm. */
  readonly directions: number;
}

/** The spectrum of the encoder's Jacobian, averaged over points `[points, ...inputShape]`. */
export async function jacobianSpectrum(model: Autoencoder, points: tf.Tensor): Promise<JacobianSpectrum> {
  const spectra: number[][] = [];
  for (let point = 0; point < points.shape[0]!; point++) {
    spectra.push(await spectrumAt(model, points, point));
  }
  const mean = (of: (spectrum: readonly number[]) => number) =>
    spectra.reduce((sum, spectrum) => sum + of(spectrum), 0) / spectra.length;
  return {
    singularValues: spectra[0]!.map((_, rank) => mean((spectrum) => spectrum[rank]!)),
    norm: mean((spectrum) => Math.sqrt(squares(spectrum))),
    directions: mean(mainDirections),
  };
}

/** By the eigenvalues of `J Jᵀ`, which is as small as the code. */
async function spectrumAt(model: Autoencoder, points: tf.Tensor, point: number): Promise<number[]> {
  const units = model.latentShape.reduce((size, length) => size * length, 1);
  const gram = tf.tidy(() => {
    const x = tf.slice(points, point, 1);
    const directions = tf.reshape(tf.eye(units), [units, 1, ...model.latentShape]);
    const jacobian = tf.reshape(jacobianProducts(model.encode, x, directions), [units, -1]);
    return tf.matMul(jacobian, jacobian, false, true);
  });
  const rows = (await gram.array()) as number[][];
  gram.dispose();
  const { realEigenvalues } = new EigenvalueDecomposition(new Matrix(rows), { assumeSymmetric: true });
  return realEigenvalues.map((value) => Math.sqrt(Math.max(0, value))).sort((a, b) => b - a);
}

function squares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value ** 2, 0);
}

function mainDirections(spectrum: readonly number[]): number {
  const enough = 0.9 * squares(spectrum);
  let sum = 0;
  return (
    spectrum.findIndex((value) => {
      sum += value ** 2;
      return sum >= enough;
    }) + 1
  );
}
