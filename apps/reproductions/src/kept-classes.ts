import { type ArrayDataset, largestOfEachRow } from '@autoencoders/data';
import { featureRows } from '@autoencoders/metrics';
import { mnistClassifier } from '@autoencoders/metrics/mnist-features';
import type * as tf from '@tensorflow/tfjs';
import { labelsOf, percentEqual } from './neighbor-accuracy.js';

/** How many digits a classifier of them, which saw no generated image, takes for what they were, in percent. */
export async function keptClasses(
  through: (x: tf.Tensor) => tf.Tensor,
  digits: ArrayDataset,
): Promise<number> {
  const classifier = mnistClassifier();
  const logits = await featureRows((x) => classifier.apply(through(x)) as tf.Tensor, digits);
  classifier.dispose();
  const classes = largestOfEachRow(logits);
  return percentEqual(labelsOf(digits), (row) => classes[row]!);
}
