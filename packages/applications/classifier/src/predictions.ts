import type { BatchedOptions, Rows } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { concatenateRows, largestOfEachRow } from '@autoencoders/data';
import {
  type ClassificationReport,
  type ConfusionMatrix,
  classificationReport,
  confusionMatrix,
} from '@autoencoders/metrics';
import * as tf from '@tensorflow/tfjs';
import { checkLabels } from './labels.js';
import { probabilitiesOf, type TopClasses, topClasses } from './probabilities.js';
import { collected, rowBatches } from './row-batches.js';
import { type Calibration, fitTemperature } from './temperature.js';

/** Data of any size: a dataset, or a tensor `[examples, ...inputShape]`. */
type Data = Dataset | tf.Tensor;

/**
 * What a classifier says of data, computed in batches and given on the host. Every verb throws a `ShapeError` when the
 * data does not fit the model, a `DataError` when there is none, and a `NumericalError` when what comes out is not
 * finite; those that need labels throw a `DataError` when one is missing (-1) or out of range.
 */
export interface Predictions {
  /** The most probable class of each example, `[examples]`. */
  predict(data: Data, options?: BatchedOptions): Promise<Int32Array>;
  /** The probability of each class, `softmax(logits / temperature)`, `[examples, classes]`. */
  predictProbabilities(data: Data, options?: BatchedOptions): Promise<Rows>;
  /** Like `predictProbabilities`, batch by batch, for results that do not fit in memory. */
  predictBatches(data: Data, options?: BatchedOptions): AsyncGenerator<Rows>;
  /**
   * The `k` most probable classes of each example, best first.
   *
   * @throws {OptionError} unless `k` is from 1 to the number of classes.
   */
  topK(data: Data, k: number, options?: BatchedOptions): Promise<TopClasses>;
  /**
   * Fits the temperature of the probabilities to data that was not trained on, by the likelihood of its labels; the
   * predicted classes stay. It is saved with the classifier; training sets it back to 1.
   * Source: Guo et al. 2017, "On calibration of modern neural networks", section 4.2.
   *
   * @throws {DataError} when there is no best temperature (every example is right, or none better than by chance); the
   * temperature is then as before.
   */
  calibrate(validation: Dataset, options?: BatchedOptions): Promise<Calibration>;
  /** How often each class (rows) was taken for which (columns). */
  confusion(data: Dataset, options?: BatchedOptions): Promise<ConfusionMatrix>;
  /** Precision, recall and F1 of each class, their means, and the accuracy. */
  report(data: Dataset, options?: BatchedOptions): Promise<ClassificationReport>;
}

/** What predictions are made with. */
export interface Predictor {
  readonly classes: number;
  readonly inputShape: readonly number[];
  /** Scalar T of `softmax(logits / T)`. */
  readonly temperature: tf.Variable;
  /** `[batch, ...inputShape]` to `[batch, classes]`. */
  logits(x: tf.Tensor): tf.Tensor;
}

/** The verbs over data. */
export function predictions({ classes, inputShape, temperature, logits }: Predictor): Predictions {
  const logitBatches = (data: Data, options?: BatchedOptions) =>
    rowBatches(data, inputShape, logits, options);

  async function* predictBatches(data: Data, options?: BatchedOptions): AsyncGenerator<Rows> {
    const [degree] = await temperature.data();
    for await (const { rows } of logitBatches(data, options)) yield probabilitiesOf(rows, degree);
  }

  async function predictProbabilities(data: Data, options?: BatchedOptions): Promise<Rows> {
    const parts: Rows[] = [];
    for await (const part of predictBatches(data, options)) parts.push(part);
    return concatenateRows(parts);
  }

  async function logitsAndLabels(data: Dataset, options?: BatchedOptions) {
    const { rows, labels } = await collected(logitBatches(data, options));
    checkLabels(labels, classes, 'labelled only');
    return { rows, labels };
  }

  async function confusion(data: Dataset, options?: BatchedOptions): Promise<ConfusionMatrix> {
    const { rows, labels } = await logitsAndLabels(data, options);
    return confusionMatrix(labels, largestOfEachRow(rows), classes);
  }

  return {
    predictBatches,
    predictProbabilities,
    confusion,
    // From logits: the classes of probabilities that round to the same number would be lost.
    predict: async (data, options) => {
      const parts: Rows[] = [];
      for await (const { rows } of logitBatches(data, options)) parts.push(rows);
      return largestOfEachRow(concatenateRows(parts));
    },
    topK: async (data, k, options) => topClasses(await predictProbabilities(data, options), k),
    calibrate: async (validation, options) => {
      const { rows, labels } = await logitsAndLabels(validation, options);
      const calibration = fitTemperature(rows, labels);
      tf.tidy(() => temperature.assign(tf.scalar(calibration.temperature)));
      return calibration;
    },
    report: async (data, options) => classificationReport(await confusion(data, options)),
  };
}
