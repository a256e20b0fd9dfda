import {
  type Application,
  type Autoencoder,
  type BatchedOptions,
  checkOwnNetwork,
  type Json,
  variablesOf,
} from '@autoencoders/core';
import { type ArrayDataset, arrayDataset, type Dataset } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { stopGradient } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { classification, classificationPhase } from './classification-phase.js';
import { codeVariables } from './code-variables.js';
import { crossEntropyPerExample, wrongPerExample } from './cross-entropy.js';
import { denseHead } from './head.js';
import { checkJoint, jointCallbacks, jointPhases } from './joint-phases.js';
import { checkLabels, labelsOf } from './labels.js';
import { type ClassifierOptions, type ClassifierSettings, classifierSettings } from './options.js';
import { type Predictions, predictions } from './predictions.js';
import { collected, rowBatches } from './row-batches.js';
import { trainingWatch } from './training-watch.js';

/** A classifier on an autoencoder. */
export interface Classifier<Model extends Autoencoder = Autoencoder> extends Application, Predictions {
  readonly autoencoder: Model;
  /**
   * `[batch, ...inputShape]` to logits `[batch, classes]`, before any temperature; the caller disposes them.
   *
   * @throws {ShapeError} when the input does not fit.
   */
  logits(x: tf.Tensor): tf.Tensor;
  /**
   * The codes and labels of all examples in memory, for {@link Classifier.onCodes}.
   *
   * @throws {DataError} when there are no examples, no labels, or one is out of range.
   */
  encoded(data: Dataset, options?: BatchedOptions): Promise<ArrayDataset>;
  /**
   * The head by itself, trained on codes that were computed once; of mode `'frozen'`, where codes do not change. It is
   * a view: its weights are those of the classifier, which frees them.
   *
   * @throws {OptionError} in other modes.
   */
  onCodes(): Application;
}

/**
 * Puts a classifier on an autoencoder: a head from its codes to the logits of classes, trained by `fit` and judged by
 * `evaluate`, whose figures are `error` (share of wrong classes) and `crossEntropy` (nats, with the temperature).
 *
 * The loss is the mean over the labelled rows of a batch of `-log softmax(h(f(x)))_y`, for encoder `f` and head `h`;
 * rows with label -1 count for the autoencoder's own loss only, in mode `'joint'`, which adds
 * `reconstructionWeight · own loss` over all rows. Codes are those of the autoencoder's verb `encode`: layers that
 * behave differently in training (batch statistics, noise) are in it as they are used.
 *
 * The autoencoder stays the caller's, who disposes it: `dispose` frees the head and the temperature.
 *
 * Sources: Bank, Koenigstein and Giryes 2020, "Autoencoders", section on classification; Hinton and Salakhutdinov
 * 2006 (fine-tuning).
 *
 * @example
 * const digitsClassifier = classifier(model, { classes: 10, mode: 'fine-tune' });
 * await fit(digitsClassifier, train, { epochs: 20 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a head of the caller's does not fit.
 */
export function classifier<Model extends Autoencoder>(
  autoencoder: Model,
  { head: own, ...given }: ClassifierOptions,
): Classifier<Model> {
  const settings = classifierSettings(given);
  const { classes, mode, reconstructionWeight } = settings;
  const { latentShape, inputShape, domain, encode } = autoencoder;
  if (own) checkOwnNetwork('head', own, latentShape, [[classes]]);
  if (mode === 'joint') checkJoint(autoencoder, reconstructionWeight);
  const below = mode === 'frozen' ? [] : codeVariables(autoencoder);

  const head = own ?? denseHead(latentShape, settings);
  const temperature = tf.tidy(() => tf.variable(tf.scalar(1), false));
  const code = mode === 'frozen' ? (x: tf.Tensor) => stopGradient(encode(x)) : encode;
  const logits = (x: tf.Tensor) => tf.tidy(() => head.apply(encode(x)) as tf.Tensor);
  const phase = classificationPhase({ code, head }, settings, [...below, ...variablesOf(head)]);
  const watch = trainingWatch(temperature);
  const shared = {
    kind: 'classifier',
    options: jsonOf(settings),
    autoencoder,
    dispose: () => {
      head.dispose();
      temperature.dispose();
    },
  };

  return {
    ...shared,
    ...predictions({ classes, inputShape, temperature, logits }),
    inputShape,
    ...(domain ? { domain } : {}),
    networks: { ...autoencoder.networks, head },
    state: { temperature, ...stateOf(autoencoder) },
    phases: mode === 'joint' ? jointPhases(phase, autoencoder, reconstructionWeight) : [phase],
    callbacks: mode === 'joint' ? [watch, ...jointCallbacks(autoencoder, classification)] : [watch],
    figures: figuresOf(logits, temperature, settings),
    logits,
    encoded: async (data, options) => {
      const { rows, labels } = await collected(rowBatches(data, inputShape, encode, options));
      checkLabels(labels, classes, 'unlabelled too');
      return arrayDataset({ x: rows.values, shape: latentShape, y: Int32Array.from(labels) });
    },
    onCodes: () => {
      if (mode !== 'frozen') {
        throw new OptionError(`mode is '${mode}', in which training changes codes: train on the inputs`);
      }
      const onHead = (z: tf.Tensor) => head.apply(z) as tf.Tensor;
      return {
        ...shared,
        inputShape: latentShape,
        networks: { head },
        state: { temperature },
        phases: [classificationPhase({ code: (z) => z, head }, settings, variablesOf(head))],
        callbacks: [watch],
        figures: figuresOf(onHead, temperature, settings),
      };
    },
  };
}

/** The figures of each example, for `evaluate`: with the temperature, without weights and smoothing. */
function figuresOf(
  logits: (x: tf.Tensor) => tf.Tensor,
  temperature: tf.Variable,
  { classes }: ClassifierSettings,
): Application['figures'] {
  return (batch) => {
    const labels = labelsOf(batch, classes, 'labelled only');
    const scores = tf.div(logits(batch.x), temperature);
    return {
      error: wrongPerExample(scores, labels),
      crossEntropy: crossEntropyPerExample(scores, labels, { classes, labelSmoothing: 0 }),
    };
  };
}

/** The autoencoder's state under names that are not the classifier's: a checkpoint holds it too. */
function stateOf({ state = {} }: Autoencoder): Record<string, tf.Variable> {
  return Object.fromEntries(
    Object.entries(state).map(([name, variable]) => [`autoencoder/${name}`, variable]),
  );
}

/** The options as JSON, which has no `undefined`. */
function jsonOf(settings: ClassifierSettings): { readonly [key: string]: Json } {
  return JSON.parse(JSON.stringify(settings));
}
