import {
  type Application,
  type Autoencoder,
  type Callback,
  decode,
  type FitOptions,
  fit,
  type Phase,
} from '@autoencoders/core';
import { concatenateRows, type Dataset, type Rows, rowsOfTensor, tensorDataset } from '@autoencoders/data';
import { AutoencoderError, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { AssignOptions } from '../clustering.js';
import { allCodes, checkDistinct, collect } from '../codes.js';
import { computedBatches } from './computed-batches.js';
import type { DeepClustering, DeepSettings, StartOptions } from './deep-clustering.js';
import { flatCodes } from './networks.js';
import { ownFitOnly } from './own-fit-only.js';
import { withOriginals } from './with-originals.js';

/** What a kind of deep clustering supplies. */
export interface DeepParts<Base extends Autoencoder> {
  /** The name that it is saved under. */
  readonly kind: string;
  readonly settings: DeepSettings;
  readonly autoencoder: Base;
  /** All that is fitted or trained beside the autoencoder's networks, by name. */
  readonly state: Readonly<Record<string, tf.Variable>>;
  /** Which of them has the centroids or means, `[clusters, width]`. */
  readonly centroids: tf.Variable;
  readonly phases: readonly Phase[];
  /** The probability of each cluster, `[batch, clusters]`, for codes `[batch, width]`; runs in a tidy. */
  probabilitiesOf(codes: tf.Tensor): tf.Tensor;
  /** Gives the state its first values, from all codes `[examples, width]`. */
  begin(codes: Rows): void;
  readonly figures: Application['figures'];
  /** Whether steps assign clusters: to the examples that augmented ones were made of, which go beside them as `y`. */
  readonly assignsInSteps?: boolean;
  /** What `fit` needs beside the phases: other batches, what watches over them. */
  training?(data: Dataset, options: FitOptions, assignments: Assignments): DeepTraining;
}

/** Assignments as they are now, `[..., clusters]`. */
export interface Assignments {
  /** Of all examples, in the order that they are stored in. */
  ofAll(): Promise<Rows>;
  /** Of a batch of inputs. */
  ofBatch(x: tf.Tensor): tf.Tensor;
}

/** What a training goes through, and what watches over it. */
export interface DeepTraining {
  /** The examples seen, in the order of the data, with targets beside them. */
  withTargets(seen: Dataset): Dataset;
  readonly callback: Callback;
}

/** A deep clustering from its parts. */
export function deepClusteringFrom<Base extends Autoencoder>(parts: DeepParts<Base>): DeepClustering<Base> {
  const { kind, settings, autoencoder, centroids, phases, figures } = parts;
  // A variable, so that it is saved with what it tells about.
  const started = tf.tidy(() => tf.variable(tf.scalar(0), false));
  const state = { ...parts.state, started };
  const isStarted = async () => (await started.data())[0] === 1;

  async function checkStarted(): Promise<void> {
    if (await isStarted()) return;
    throw new AutoencoderError(
      `'${kind}' has no clusters yet: call its 'start(data)' or 'fit(data, …)' before`,
    );
  }

  /** Of a training by core's `fit`; the application's own has other callbacks. */
  function checkTraining(): Promise<void> {
    if (parts.training) throw ownFitOnly(kind);
    return checkStarted();
  }

  async function start(
    data: Dataset | tf.Tensor,
    { batchSize = 256, signal, onProgress }: StartOptions = {},
  ): Promise<void> {
    const codes = await allCodes(autoencoder, data, { batchSize, signal, onEncoded: onProgress });
    checkDistinct(codes, settings.clusters);
    parts.begin(codes);
    tf.tidy(() => started.assign(tf.scalar(1)));
  }

  /** The probabilities of a batch; NaN where a code is not finite. */
  function probabilitiesOf(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const codes = flatCodes(autoencoder, x);
      return tf.add(parts.probabilitiesOf(codes), zeroIfFinite(codes));
    });
  }

  const probabilities = async (data: Dataset | tf.Tensor, options?: AssignOptions) =>
    concatenateRows(await collect(computedBatches(autoencoder, probabilitiesOf, data, options)));

  async function* assignBatches(
    data: Dataset | tf.Tensor,
    options?: AssignOptions,
  ): AsyncGenerator<Int32Array> {
    await checkStarted();
    const largest = (x: tf.Tensor) =>
      tf.tidy(() => {
        const codes = flatCodes(autoencoder, x);
        return tf.add(tf.expandDims(tf.argMax(parts.probabilitiesOf(codes), 1), 1), zeroIfFinite(codes));
      });
    for await (const { values } of computedBatches(autoencoder, largest, data, options)) {
      yield Int32Array.from(values);
    }
  }

  const application: DeepClustering<Base> = {
    kind,
    options: settings,
    inputShape: autoencoder.inputShape,
    ...(autoencoder.domain ? { domain: autoencoder.domain } : {}),
    autoencoder,
    networks: autoencoder.networks,
    phases,
    state,
    callbacks: [{ onTrainBegin: checkTraining }],
    start,
    async fit(data, { augmentation, ...options }) {
      const dataset = data instanceof tf.Tensor ? tensorDataset(data) : data;
      const seen = augmentation ? augmented(dataset, augmentation, parts.assignsInSteps) : dataset;
      const { batchSize, signal } = options;
      const walk = batchSize === undefined ? {} : { batchSize };
      const training = parts.training?.(dataset, options, {
        ofAll: () => probabilities(dataset, walk),
        ofBatch: probabilitiesOf,
      });
      const starting: Callback = {
        onTrainBegin: async () => {
          if (!(await isStarted())) await start(dataset, walk);
        },
      };
      const callbacks = [starting, ...(training ? [training.callback] : [])].map((callback) =>
        unlessAborted(callback, signal),
      );
      return fit({ ...application, callbacks }, training?.withTargets(seen) ?? seen, options);
    },
    async assign(data, options) {
      const batches = await collect(assignBatches(data, options));
      return Int32Array.from(batches.flatMap((batch) => [...batch]));
    },
    assignBatches,
    async probabilities(data, options) {
      await checkStarted();
      return probabilities(data, options);
    },
    async centroids() {
      await checkStarted();
      return rowsOfTensor(centroids);
    },
    async prototypes() {
      await checkStarted();
      const codes = tf.tidy(() => tf.reshape(centroids, [settings.clusters, ...autoencoder.latentShape]));
      try {
        return await decode(autoencoder, codes);
      } finally {
        codes.dispose();
      }
    },
    figures,
    dispose: () => tf.dispose(Object.values(state)),
  };
  return application;
}

/** What training sees in place of the data, with the data's own beside it where asked for. */
function augmented(
  data: Dataset,
  augmentation: (data: Dataset) => Dataset,
  withOwn: boolean | undefined,
): Dataset {
  const seen = augmentation(data);
  if (seen.size === data.size && tf.util.arraysEqual([...seen.shape], [...data.shape])) {
    return withOwn ? withOriginals(seen, data) : seen;
  }
  throw new ShapeError(
    `the augmentation turns ${data.size} examples of shape ${formatShape(data.shape)} into ${seen.size} of shape ${formatShape(seen.shape)}: keep both`,
  );
}

/** `[batch, 1]`: 0 for a code of finite values, else NaN. */
function zeroIfFinite(codes: tf.Tensor): tf.Tensor {
  return tf.sum(tf.mul(codes, 0), 1, true);
}

/** The callback, but for work before the first step when the training was aborted before it. */
function unlessAborted(callback: Callback, signal: AbortSignal | undefined): Callback {
  return {
    ...callback,
    onTrainBegin: (run) => (signal?.aborted ? undefined : callback.onTrainBegin?.(run)),
  };
}
