import type { Autoencoder, Phase, Trainable } from '@autoencoders/core';
import { type ArrayDataset, arrayDataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import type { Subject } from '../subject.js';

/** The subject's examples as a dataset. */
export function dataOf(subject: Subject, model: Autoencoder): ArrayDataset {
  return arrayDataset({ x: subject.examples, shape: model.inputShape });
}

/** The subject's examples as a tensor, `[examples, ...inputShape]`. */
export function tensorOf(subject: Subject, model: Autoencoder): tf.Tensor {
  return tf.tensor(subject.examples, [dataOf(subject, model).size, ...model.inputShape]);
}

/** The values of a tensor that is disposed. */
export async function valuesOf(tensor: tf.Tensor): Promise<number[]> {
  const values = [...(await tensor.data())];
  tensor.dispose();
  return values;
}

/** All weights in order, then the state beside them. */
export async function weightsOf({ networks, state = {} }: Trainable): Promise<number[]> {
  const weights = Object.values(networks).flatMap((network) => network.getWeights());
  const parts = await Promise.all([...weights, ...Object.values(state)].map((tensor) => tensor.data()));
  return parts.flatMap((part) => [...part]);
}

/** Every variable that could be trained: of the networks, and what phases name beside them. */
export function trainableOf(model: Trainable): tf.Variable[] {
  const weights = Object.values(model.networks).flatMap((network) =>
    network.trainableWeights.map((weight) => weight.read() as tf.Variable),
  );
  return [...new Set([...weights, ...model.phases.flatMap(({ variables }) => variables)])];
}

/** The model with one of its phases only. */
export function only<Model extends Trainable>(model: Model, phase: Phase): Model {
  return { ...model, phases: [phase] };
}

/** Makes a model, hands it to `work`, disposes it. */
export async function withModel<Result>(
  subject: Subject,
  work: (model: Autoencoder) => Result | Promise<Result>,
  options?: Readonly<Record<string, unknown>>,
): Promise<Result> {
  const model = subject.create(options);
  try {
    return await work(model);
  } finally {
    model.dispose();
  }
}
