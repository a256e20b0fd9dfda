import { randomPermutation } from '@autoencoders/backend';

/** Rows drawn at random, class by class in turn, so that few examples are of every class. */
export function labelledRows(labels: ArrayLike<number>, count: number, seed: number): number[] {
  const byClass = new Map<number, number[]>();
  for (const row of randomPermutation(labels.length, seed, 'labelled')) {
    const label = labels[row]!;
    if (label < 0) continue;
    const rows = byClass.get(label);
    if (rows) rows.push(row);
    else byClass.set(label, [row]);
  }
  const queues = [...byClass.entries()].sort(([a], [b]) => a - b).map(([, rows]) => rows);
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  const drawn: number[] = [];
  for (let turn = 0; turn < longest; turn++) {
    for (const queue of queues) if (turn < queue.length) drawn.push(queue[turn]!);
  }
  return drawn.slice(0, count);
}
