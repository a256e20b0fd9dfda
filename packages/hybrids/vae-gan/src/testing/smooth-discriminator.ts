import { denseEncoder } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';

/** Options that a conformance subject may be made with and that are no mistake. */
const sound: readonly string[] = ['seed'];

/**
 * A discriminator without the kinks of leaky ReLUs, so that finite differences are exact; none for options that are
 * going to be refused, since nobody would dispose it.
 */
export function smoothDiscriminator(width: number, more: Readonly<Record<string, unknown>>) {
  if (!Object.keys(more).every((option) => sound.includes(option))) return {};
  const seed = Number(more.seed ?? 0);
  const body = denseEncoder({ inputShape: [width], latentDim: 6, seed });
  const features = tf.layers.activation({ activation: 'tanh', name: 'discriminator-features' });
  const logit = tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed }) });
  const outputs = logit.apply(features.apply(body.outputs[0]!)) as tf.SymbolicTensor;
  return { discriminator: tf.model({ inputs: body.inputs, outputs, name: 'discriminator' }) };
}
