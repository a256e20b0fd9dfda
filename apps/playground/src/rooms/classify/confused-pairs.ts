/** Items of one class that were taken for another. */
export interface ConfusedPair {
  readonly actual: number;
  readonly predicted: number;
  readonly count: number;
  /** Of the items of the class. */
  readonly share: number;
}

/**
 * The pairs of classes that are confused most often, the most frequent first.
 *
 * @param counts `[classes, classes]`, actual classes in rows
 */
export function confusedPairs(counts: ArrayLike<number>, classes: number, most: number): ConfusedPair[] {
  const pairs: ConfusedPair[] = [];
  for (let actual = 0; actual < classes; actual++) {
    const row = Array.from({ length: classes }, (_, predicted) => counts[actual * classes + predicted]!);
    const total = row.reduce((sum, count) => sum + count, 0);
    row.forEach((count, predicted) => {
      if (count > 0 && predicted !== actual) pairs.push({ actual, predicted, count, share: count / total });
    });
  }
  return pairs.sort((a, b) => b.count - a.count).slice(0, most);
}
