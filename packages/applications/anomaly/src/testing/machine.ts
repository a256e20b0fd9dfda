import { testValues } from '@autoencoders/testing';

/** Names of the columns of {@link machineRows}. */
export const machineColumns = ['load', 'speed', 'temperature', 'pressure'] as const;

/**
 * Measurements of a machine that depend on its load alone, with a little noise: speed rises with it, temperature with
 * its square, pressure falls; on scales as different as they are in practice.
 */
export function machineRows(count: number, seed = 1): number[][] {
  const loads = testValues(count, 0, 1, seed);
  const noise = testValues(3 * count, -1, 1, seed + 1);
  return Array.from(loads, (load, row) => [
    load,
    1000 + 500 * load + 5 * noise[3 * row]!,
    20 + 40 * load * load + 0.5 * noise[3 * row + 1]!,
    3 - load + 0.02 * noise[3 * row + 2]!,
  ]);
}

/** Rows in which one column does not go with the others, each value of which is usual by itself. */
export function brokenRows(count: number, column: number, seed = 9): number[][] {
  const rows = machineRows(count, seed);
  const others = machineRows(count, seed).map((row) => row[column]!);
  // The value that the column has at the other end of the load.
  const reversed = [...others].sort((a, b) => a - b);
  const order = rows.map((_, row) => row).sort((a, b) => others[a]! - others[b]!);
  order.forEach((row, rank) => {
    rows[row]![column] = reversed[count - 1 - rank]!;
  });
  return rows;
}
