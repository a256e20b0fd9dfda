import type { Callback } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { type LatentVariableModel, negativeLogLikelihood } from '@autoencoders/metrics';

/** The likelihood at one time of a training. */
export interface CurvePoint {
  readonly epoch: number;
  /** Of training, up to then. */
  readonly minutes: number;
  /** `-log p(x)` on average, in nats. */
  readonly nats: number;
}

/** Epochs between points grow by this factor. */
const growth = 1.25;

/**
 * Estimates the likelihood of some examples while a model is trained, ever more seldom, and keeps what it found across
 * an interruption.
 */
export function likelihoodCurve(model: LatentVariableModel, examples: Dataset, samples: number) {
  let points: CurvePoint[] = [];
  let seconds = 0;
  const callback: Callback = {
    async onEpochEnd(record) {
      seconds += record.seconds;
      if (record.epoch < Math.ceil(growth * (points.at(-1)?.epoch ?? 0))) return;
      const { mean } = await negativeLogLikelihood(model, examples, { samples });
      points = [...points, { epoch: record.epoch, minutes: seconds / 60, nats: mean }];
    },
    persistent: {
      name: 'likelihood-curve',
      save: () => ({ json: { points: points.map((point) => ({ ...point })), seconds } }),
      restore(json) {
        ({ points, seconds } = json as unknown as { points: CurvePoint[]; seconds: number });
      },
    },
  };
  return { callback, points: () => points };
}
