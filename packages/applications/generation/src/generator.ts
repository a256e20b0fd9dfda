import { randomSource } from '@autoencoders/backend';
import { type Application, type Autoencoder, decode, type Json } from '@autoencoders/core';
import { arrayDataset, concatenateRows, type Dataset, type Rows } from '@autoencoders/data';
import { AutoencoderError, OptionError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import type { CodeSource, GeneratorFit, GeneratorFitOptions } from './code-source.js';
import { givenCodes } from './codes.js';
import { drawnBatches } from './draws.js';
import { type GeneratorOptions, type GeneratorSettings, settingsOf } from './options.js';
import { sourceOf } from './source-of.js';

/** The name that saved generators have. */
export const kind = 'generation';

/** How to draw. */
export interface SampleOptions {
  /** Keys the draws: equal seeds give equal samples. Default the generator's. */
  readonly seed?: number;
  /** Codes decoded at a time; a sample does not depend on it. Default 256. */
  readonly batchSize?: number;
  /** Stops the work, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** New examples from an autoencoder. */
export interface AutoencoderGenerator<Base extends Autoencoder = Autoencoder> extends Application {
  readonly kind: typeof kind;
  readonly options: GeneratorSettings & { readonly [option: string]: Json };
  readonly autoencoder: Base;
  /** Whether it can draw: the samplers `'prior'` and `'standard-normal'` at once, others after `fit`. */
  readonly fitted: boolean;
  /**
   * Fits the sampler to the codes of the data, in place of what it was fitted to before; the autoencoder stays as it
   * is. Samplers that need no fit do not look at the data. The sampler `'two-stage'` is trained on from the weights it
   * has, takes all options of core's `fit`, `resume` among them, and returns its history; its `signal` ends the
   * training after the step under way. Of the others, an aborted fit rejects with the signal's reason and what was
   * fitted before stays.
   *
   * @throws {ShapeError} when the data does not fit the autoencoder.
   * @throws {DataError} without examples, with codes that are not finite, or fewer different codes than components.
   * @throws {OptionError} when there are more components than examples, or an option that the sampler does not have.
   */
  fit(data: Dataset | tf.Tensor, options?: GeneratorFitOptions): Promise<GeneratorFit>;
  /**
   * Draws codes and decodes them, `[count, ...inputShape]`, in data space. The first rows are the same whatever the
   * count.
   *
   * @throws {AutoencoderError} before `fit`.
   * @throws {OptionError} when `count` or `batchSize` is no positive integer.
   */
  sample(count: number, options?: SampleOptions): Promise<Rows>;
  /** Like `sample`, batch by batch, for samples that do not fit in memory. */
  sampleBatches(count: number, options?: SampleOptions): AsyncGenerator<Rows>;
  /** The codes that `sample` decodes, `[count, ...latentShape]`. */
  sampleCodes(count: number, options?: SampleOptions): Promise<Rows>;
  /**
   * `log p(z)` of codes under the sampler, summed over the code, in nats: `[count]`. Of `'two-stage'` an estimate from
   * below by 64 draws (Burda, Grosse and Salakhutdinov 2016, eq. 8), keyed by the seed.
   *
   * @param codes `[count, ...latentShape]`
   * @throws {AutoencoderError} before `fit`.
   * @throws {OptionError} of a sampler without a density.
   * @throws {ShapeError} when the codes do not fit the autoencoder.
   * @throws {DataError} when a value is not finite.
   */
  logDensity(codes: Rows | tf.Tensor, options?: Pick<SampleOptions, 'seed'>): Promise<Float64Array>;
}

/**
 * Makes a generator: a distribution of codes and a decoder, over any autoencoder. The sampler is the prior that the
 * autoencoder has, N(0, I), a Gaussian mixture or a kernel density of its codes, a second variational autoencoder
 * trained on them, or one of your own. With codes of several dimensions, the sampler sees them flat. Test figures:
 * those of the autoencoder; of `'two-stage'` also `codeNegativeElbo`, `codeReconstruction` and `codeKl`, in nats.
 *
 * The autoencoder is to be trained, stays as it is, and is its owner's to dispose.
 * Sources: Ghosh et al. 2020, "From variational to deterministic autoencoders", section 4; Dai and Wipf 2019,
 * "Diagnosing and enhancing VAE models", section 4.
 *
 * @example
 * const generate = generator(model, { sampler: 'gaussian-mixture', components: 10, seed: 1 });
 * await generate.fit(data);
 * const images = await generate.sample(64);
 *
 * @throws {OptionError} naming each option that is wrong.
 */
export function generator<Base extends Autoencoder>(
  autoencoder: Base,
  options: GeneratorOptions = {},
): AutoencoderGenerator<Base> {
  if ((options.sampler as unknown) === 'own') {
    throw new OptionError("sampler is 'own': give the sampler itself, { name, draw, fit?, logDensity? }");
  }
  const settings = settingsOf(options, autoencoder);
  const own = typeof options.sampler === 'object' ? options.sampler : undefined;
  return generatorWith(autoencoder, settings, sourceOf(autoencoder, settings, own));
}

/** A generator on what its codes come from. */
export function generatorWith<Base extends Autoencoder>(
  autoencoder: Base,
  settings: GeneratorSettings,
  source: CodeSource,
): AutoencoderGenerator<Base> {
  const { inputShape, latentShape, domain } = autoencoder;

  function checkFitted(): void {
    if (source.ready) return;
    throw new AutoencoderError(
      `the sampler '${settings.sampler}' is not fitted yet: call 'await generate.fit(data)' before`,
    );
  }

  async function* codeBatches(count: number, options: SampleOptions): AsyncGenerator<Rows> {
    checkFitted();
    const { seed = settings.seed, batchSize = 256, signal } = options;
    yield* drawnBatches((size, random) => source.draw(size, random), { count, seed, batchSize, signal });
  }

  async function* sampleBatches(count: number, options: SampleOptions = {}): AsyncGenerator<Rows> {
    for await (const { values } of codeBatches(count, options)) {
      const { batchSize = 256, signal } = options;
      yield await decode(autoencoder, arrayDataset({ x: values, shape: latentShape }), { batchSize });
      signal?.throwIfAborted();
    }
  }

  const made: AutoencoderGenerator<Base> = {
    kind,
    options: settings as AutoencoderGenerator['options'],
    inputShape,
    ...(domain ? { domain } : {}),
    autoencoder,
    networks: { ...autoencoder.networks, ...source.networks },
    phases: source.phases,
    callbacks: source.callbacks,
    get state() {
      return source.state;
    },
    get fitted() {
      return source.ready;
    },
    fit: (data, options = {}) => source.fit(data, options, made),
    sample: async (count, options) => concatenateRows(await collect(sampleBatches(count, options))),
    sampleBatches,
    async sampleCodes(count, options = {}) {
      const { values } = concatenateRows(await collect(codeBatches(count, options)));
      return { values, shape: [count, ...latentShape] };
    },
    async logDensity(codes, { seed = settings.seed } = {}) {
      checkFitted();
      if (!source.logDensity) {
        throw new OptionError(
          `the sampler '${settings.sampler}' has no density: ${
            settings.sampler === 'prior'
              ? "the autoencoder does not tell that of its prior; choose 'standard-normal' where it is N(0, I)"
              : "give it a 'logDensity'"
          }`,
        );
      }
      return source.logDensity(await givenCodes('codes', autoencoder, codes), randomSource(seed));
    },
    figures: (batch, step) => ({
      ...autoencoder.figures(batch, step),
      ...source.figures(batch.x, step.random),
    }),
    dispose: () => source.dispose(),
  };
  return made;
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
