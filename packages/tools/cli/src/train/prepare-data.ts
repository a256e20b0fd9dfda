import type { Autoencoder } from '@autoencoders/core';
import { type Dataset, type Scaling, scaleDataset, split } from '@autoencoders/data';
import { chooseScaling, fitScaling } from '../choose-scaling.js';
import { type DataSummary, examineData } from '../examine-data.js';
import type { LoadedData } from '../load-data.js';
import { reshapeDataset } from '../reshape-dataset.js';
import { note, type Terminal } from '../terminal.js';
import type { TrainRequest } from './train-request.js';

/** Data and model, checked to fit each other; nothing has been written yet. */
export interface PreparedData {
  readonly model: Autoencoder;
  readonly training: Dataset;
  readonly validation: Dataset | undefined;
  /** What the trained model is measured on. */
  readonly evaluation: {
    readonly on: 'test data' | 'validation data' | 'training data';
    readonly dataset: Dataset;
  };
  readonly summary: DataSummary;
  readonly columns: readonly string[] | undefined;
  readonly scaling: Scaling | undefined;
  readonly stepsPerEpoch: number;
}

/**
 * Splits and scales the data and makes the model for its shape; the caller disposes the model.
 *
 * @throws {OptionError} naming an option of the variant that is wrong.
 * @throws {DataError} if the data cannot be used with the model.
 * @throws {ShapeError} if an input shape was given that the examples do not fill.
 */
export async function prepareData(
  request: TrainRequest,
  source: LoadedData,
  terminal: Terminal,
): Promise<PreparedData> {
  const { settings } = request;
  const summary = examineData(source.dataset);
  const [part, held] =
    settings.validation > 0
      ? split(source.dataset, settings.validation, { seed: settings.seed })
      : [source.dataset, undefined];
  const model = makeModel(request, source.dataset.shape);
  try {
    const chosen = chooseScaling(settings.scale, summary, model.domain);
    const shaped = reshapeDataset(part, model.inputShape);
    const scaling = await fitScaling(chosen, shaped, summary);
    if (chosen.why) note(terminal, chosen.why);
    const ready = (dataset: Dataset) => {
      const reshaped = reshapeDataset(dataset, model.inputShape);
      return scaling ? scaleDataset(reshaped, scaling) : reshaped;
    };
    const training = ready(part);
    const validation = held && ready(held);
    return {
      model,
      training,
      validation,
      evaluation: source.test
        ? { on: 'test data', dataset: ready(source.test) }
        : validation
          ? { on: 'validation data', dataset: validation }
          : { on: 'training data', dataset: training },
      summary,
      columns: source.columns,
      scaling,
      stepsPerEpoch: Math.ceil(part.size / settings.batchSize),
    };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** The run's seed keys the initial weights too. */
function makeModel({ variant, options, settings }: TrainRequest, shape: readonly number[]): Autoencoder {
  const seeded = 'seed' in variant.factory.options.shape;
  return variant.factory({ inputShape: [...shape], ...(seeded ? { seed: settings.seed } : {}), ...options });
}
