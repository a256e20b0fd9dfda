import * as tf from '@tensorflow/tfjs';
import { mnistClassifier } from './mnist-classifier.js';

/**
 * The features of MNIST's digits that distances between sets of them are measured on, as those of Inception are for
 * photographs: `[batch, 64]` of images `[batch, 28, 28, 1]` with values in [0, 1], each above -1. They are the last layer
 * but one of {@link mnistClassifier}. Figures by them compare with one another, and with none by other features. The
 * caller disposes the model.
 */
export function mnistFeatures(): tf.LayersModel {
  const whole = mnistClassifier();
  const [features, logits] = whole.layers.slice(-2) as [tf.layers.Layer, tf.layers.Layer];
  const model = tf.model({ inputs: whole.inputs, outputs: features.output as tf.SymbolicTensor });
  logits.dispose();
  return model;
}
