import {
  type Application,
  type Autoencoder,
  type Callback,
  decode,
  encodeBatches,
  type FitOptions,
  fit,
  type Rows,
} from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { collectRows } from './collect.js';
import { datasetOf } from './dataset-of.js';
import { flat, restored } from './flat-codes.js';
import { checkFinite } from './host-batches.js';
import type { InvertibleReducer, ReductionFitOptions, TransformOptions } from './reducer.js';
import { sizeOf } from './size-of.js';

/** Options of {@link reducer}. */
export interface AutoencoderReducerOptions {
  /** How its `fit` trains the autoencoder, as for core's `fit`. */
  readonly training?: FitOptions;
  /** Whether the autoencoder is trained already. Without `training`, `fit` then only embeds. Default false. */
  readonly trained?: boolean;
}

/** An autoencoder as a way to few dimensions. */
export interface AutoencoderReducer<Model extends Autoencoder = Autoencoder>
  extends Application,
    InvertibleReducer {
  readonly autoencoder: Model;
}

/** The name that saved reducers have. */
export const kind = 'reduction';

/**
 * Dimensionality reduction by any autoencoder: `z = encode(x)`, and back `x̂ = decode(z)`. Codes of any shape are
 * flattened, `[examples, dimensions]`.
 *
 * Its `fit` trains the autoencoder as `training` says, from the weights it has, and embeds the data; where the
 * autoencoder is `trained` and no `training` is given, the weights stay. The reducer is an application: core's `fit`,
 * `evaluate`, checkpoints and `save` work on it too. Classes in the data are left alone unless the autoencoder has a
 * use for them.
 *
 * Nothing is copied: training moves the autoencoder's weights, and whoever made it disposes it.
 *
 * @example
 * const reduction = reducer(undercompleteAutoencoder({ inputShape: [64], latentDim: 2 }), { training: { epochs: 50 } });
 * const embedding = await reduction.fit(train); // [examples, 2]
 * const placed = await reduction.transform(test);
 *
 * @throws {OptionError} from `fit` without `training` and from the other verbs before it, unless it is `trained`.
 */
export function reducer<Model extends Autoencoder>(
  autoencoder: Model,
  options: AutoencoderReducerOptions = {},
): AutoencoderReducer<Model> {
  const { training } = options;
  let trained = options.trained ?? false;
  const whenTrained: Callback = {
    onTrainEnd: () => {
      trained = true;
    },
  };
  const { inputShape, latentShape, networks, phases, state, domain } = autoencoder;

  const application: Omit<Application, 'options'> = {
    kind,
    inputShape,
    networks,
    phases,
    callbacks: [...(autoencoder.callbacks ?? []), whenTrained],
    figures: (batch, step) => autoencoder.figures(batch, step),
    ...(state ? { state } : {}),
    ...(domain ? { domain } : {}),
    autoencoder,
    dispose: () => {},
  };

  async function train(data: Dataset, { signal, onProgress }: ReductionFitOptions): Promise<void> {
    signal?.throwIfAborted();
    if (training) {
      const signals = [training.signal, signal].filter((given) => given !== undefined);
      await fit(made, data, {
        ...training,
        callbacks: [...(training.callbacks ?? []), progressTo(onProgress)],
        ...(signals.length > 0 ? { signal: AbortSignal.any(signals) } : {}),
      });
    } else if (!trained) {
      throw new OptionError(
        'the reducer is not told how to train its autoencoder: give { training: { epochs: 50 } }, or { trained: true } where it is trained',
      );
    }
    signal?.throwIfAborted();
  }

  function checkTrained(): void {
    if (trained) return;
    throw new OptionError(
      "the reducer's autoencoder is not trained: call fit before, or make the reducer with { trained: true } where it is",
    );
  }

  const made: AutoencoderReducer<Model> = {
    ...application,
    autoencoder,
    get options() {
      return { trained };
    },
    method: autoencoder.kind,
    dimensions: sizeOf(latentShape),
    placesNewExamples: true,
    async fit(data, fitOptions = {}) {
      const dataset = await datasetOf(data);
      await train(dataset, fitOptions);
      return collectRows(flatCodes(autoencoder, dataset, {}));
    },
    async transform(data, transformOptions = {}) {
      return collectRows(made.transformBatches(data, transformOptions));
    },
    async *transformBatches(data, transformOptions = {}) {
      checkTrained();
      yield* flatCodes(autoencoder, await datasetOf(data), transformOptions);
    },
    async inverseTransform(codes, transformOptions = {}) {
      checkTrained();
      return decode(autoencoder, restored(await datasetOf(codes), latentShape), transformOptions);
    },
  };
  return made;
}

/** Flat codes, batch by batch. Values that are not finite in a dataset of the caller's show in its codes. */
async function* flatCodes(
  autoencoder: Autoencoder,
  dataset: Dataset,
  options: TransformOptions,
): AsyncGenerator<Rows> {
  let first = 0;
  for await (const part of encodeBatches(autoencoder, dataset, options)) {
    const codes = flat(part);
    checkFinite(codes, first, (example, value, found) => {
      return `value ${value} of the code of example ${example} is ${found}: look at the example, and at the autoencoder's weights`;
    });
    first += codes.shape[0]!;
    yield codes;
  }
}

/** Calls back with the share of the training that is done. */
function progressTo(onProgress: ReductionFitOptions['onProgress']): Callback {
  return {
    onProgress: ({ epoch, epochs, batch, batches }) => {
      const inEpoch = batches === undefined ? 0 : batch / batches;
      onProgress?.({ fraction: Math.min(1, (epoch - 1 + inEpoch) / epochs) });
    },
  };
}
