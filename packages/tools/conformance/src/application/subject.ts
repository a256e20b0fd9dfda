import type { EngineName } from '@autoencoders/backend';
import { type Application, type FitOptions, fit, type History, type ModelStore } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';

/** What the suite needs to know of an application. */
export interface ApplicationSubject {
  /**
   * Makes a small one, the same each time, on an autoencoder of its own that is new each time. The suite disposes both.
   * Smooth activations keep the slopes measurable.
   */
  readonly create: () => Application | Promise<Application>;
  /** Some 20 examples within the autoencoder's domain, with labels where it needs them. */
  readonly data: () => Dataset;
  /** What `evaluate` and `outcome` are given. Default the data that it is trained on. */
  readonly judged?: () => Dataset;
  /**
   * Trains it, where core's `fit` does not: by a `fit` of its own. The suite gives it copies with a single phase, too.
   */
  readonly train?: (application: Application, data: Dataset, options: FitOptions) => Promise<History>;
  /** What gradients are checked on, where training gives phases other labels than `data` has. Default `data`. */
  readonly gradientData?: () => Dataset;
  /** Loads what `save` stored: its own `loadClassifier` or the like. */
  readonly load: (store: ModelStore) => Promise<Application>;
  /** What it says of the data, as numbers: probabilities, cluster numbers. Must come back equal from a store. */
  readonly outcome: (application: Application, data: Dataset) => Promise<ArrayLike<number>>;
  /** Engines to run on. Default `cpu`, `wasm`, and `webgpu` where there is a real adapter. */
  readonly engines?: readonly EngineName[];
  /** Relative tolerance of gradients against finite differences in single precision. Default 0.02. */
  readonly gradientTolerance?: number;
  /** Phases whose gradient is by design not the slope of their loss. Default none. */
  readonly surrogateGradients?: readonly string[];
  /** The term that must fall in training, `phase/term`. Default the first phase's loss. */
  readonly falling?: string;
  /** Full epochs on the data after which that term must have fallen. Default 30. */
  readonly epochs?: number;
}

/** Trains an application on the subject's data, or other data. */
export function train(
  subject: ApplicationSubject,
  application: Application,
  options: FitOptions,
  data: Dataset = subject.data(),
): Promise<History> {
  return (subject.train ?? fit)(application, data, options);
}

/** Makes an application, hands it to `work`, disposes it and its autoencoder. */
export async function withApplication<Result>(
  { create }: Pick<ApplicationSubject, 'create'>,
  work: (application: Application) => Result | Promise<Result>,
): Promise<Result> {
  const application = await create();
  try {
    return await work(application);
  } finally {
    application.dispose();
    application.autoencoder.dispose();
  }
}
