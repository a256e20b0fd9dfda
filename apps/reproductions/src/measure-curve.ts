import type { Callback } from '@autoencoders/core';

/** Figures at one time of a training. */
export interface MeasuredPoint<Name extends string> {
  readonly epoch: number;
  /** Of training, up to then. */
  readonly minutes: number;
  readonly values: Readonly<Record<Name, number>>;
}

/** Epochs between points grow by this factor. */
const growth = 1.25;

/**
 * Measures what is asked for while a model is trained, ever more seldom, and keeps what it found across an
 * interruption.
 *
 * @param tell is told of each point
 */
export function measureCurve<Name extends string>(
  measures: Readonly<Record<Name, () => Promise<number>>>,
  tell: (point: MeasuredPoint<Name>) => void,
) {
  let points: MeasuredPoint<Name>[] = [];
  let seconds = 0;
  const callback: Callback = {
    async onEpochEnd(record) {
      seconds += record.seconds;
      if (record.epoch < Math.ceil(growth * (points.at(-1)?.epoch ?? 0))) return;
      const values = {} as Record<Name, number>;
      for (const name of Object.keys(measures) as Name[]) values[name] = await measures[name]();
      const point = { epoch: record.epoch, minutes: seconds / 60, values };
      points = [...points, point];
      tell(point);
    },
    persistent: {
      name: 'measure-curve',
      save: () => ({ json: { points: points.map((point) => ({ ...point })), seconds } }),
      restore(json) {
        ({ points, seconds } = json as unknown as { points: MeasuredPoint<Name>[]; seconds: number });
      },
    },
  };
  return { callback, points: () => points, minutes: () => seconds / 60 };
}
