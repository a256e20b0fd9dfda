import { confusionMatrix } from '@autoencoders/metrics';
import type { ClassifierSettings, Outcome } from './outcome.js';

/** How a classifier does, from what it took each test item for. */
export function outcomeOf(
  settings: ClassifierSettings,
  revision: number,
  classes: readonly string[],
  labels: Float32Array,
  predicted: Int32Array,
  seconds: number,
): Outcome {
  const { counts } = confusionMatrix(labels, predicted, classes.length);
  const totals = classes.map((_, actual) =>
    counts.subarray(actual * classes.length, (actual + 1) * classes.length).reduce((a, b) => a + b, 0),
  );
  const right = classes.reduce((sum, _, each) => sum + counts[each * (classes.length + 1)]!, 0);
  return {
    settings,
    revision,
    classes,
    counts,
    tested: labels.length,
    accuracy: right / labels.length,
    chance: Math.max(...totals) / labels.length,
    seconds,
  };
}
