import type { ArrayDataset } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type { LoadedData } from '../../data/loaded-data.js';

/** Data as a detector needs them. */
export interface DetectorParts {
  /** Normal rows to fit to. */
  readonly train: ArrayDataset;
  /** Normal rows that are not trained on, to set a threshold by. */
  readonly heldBack: ArrayDataset;
  /** Normal rows that neither has seen, to count false alarms by. */
  readonly normal: ArrayDataset;
  /** Odd rows that nothing has seen; none where every class is normal. */
  readonly odd?: ArrayDataset;
  /** Names of the odd ones' classes. */
  readonly oddClasses?: readonly string[];
}

/** More rows than that are scored by an even sample. */
const most = 5000;

/**
 * Rows of the classes that count as normal apart from the others. A tenth of the normal ones is kept from the training.
 *
 * @throws {DataError} when there is too little to learn from, or to judge by.
 */
export function partsByClass({ train, test, summary }: LoadedData, normal: readonly number[]): DetectorParts {
  const learnt = rowsOf(train, (label) => normal.includes(label));
  const unseen = rowsOf(test, (label) => normal.includes(label));
  const odd = rowsOf(test, (label) => !normal.includes(label));
  const oddClasses = summary.classes.filter((_, label) => !normal.includes(label));
  if (learnt.length < 20 || unseen.length === 0) {
    throw new DataError(
      `the classes chosen have ${learnt.length} examples to learn from and ${unseen.length} to judge by: choose more classes`,
    );
  }
  return {
    train: train.subset(learnt.filter((_, index) => index % 10 !== 9)),
    heldBack: sample(train.subset(learnt.filter((_, index) => index % 10 === 9))),
    normal: sample(test.subset(unseen)),
    ...(odd.length > 0 ? { odd: sample(test.subset(odd)), oddClasses } : {}),
  };
}

/** All is normal that a model was trained on: one half of the test part sets the threshold, the other is judged. */
export function partsOfAll({ train, test }: LoadedData): DetectorParts {
  const rows = allRows(test);
  return {
    train: sample(train),
    heldBack: sample(test.subset(rows.filter((row) => row % 2 === 0))),
    normal: sample(test.subset(rows.filter((row) => row % 2 === 1))),
  };
}

/** The class with the fewest examples, where it is far smaller than the others are on average. */
export function rareClass({ train, summary: { classes } }: LoadedData): number | undefined {
  const counts = classes.map(() => 0);
  for (const label of train.targets(allRows(train)) ?? []) counts[label]! += 1;
  const rare = counts.reduce((least, count, label) => (count < counts[least]! ? label : least), 0);
  return classes.length > 1 && counts[rare]! < train.size / classes.length / 2 ? rare : undefined;
}

/** At most so many rows, taken evenly. */
export function sample(data: ArrayDataset, count = most): ArrayDataset {
  if (data.size <= count) return data;
  return data.subset(Array.from({ length: count }, (_, at) => Math.floor((at * data.size) / count)));
}

function rowsOf(data: ArrayDataset, keep: (label: number) => boolean): number[] {
  const rows = allRows(data);
  const labels = data.targets(rows);
  return labels ? rows.filter((row) => keep(labels[row]!)) : rows;
}

function allRows(data: ArrayDataset): number[] {
  return Array.from({ length: data.size }, (_, row) => row);
}
