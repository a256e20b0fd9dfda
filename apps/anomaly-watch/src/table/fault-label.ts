const sound = /^(|0|0\.0+|no|none|normal|ok|false|good|healthy|benign|n|nan|null)$/i;

/** Whether a cell of the column of faults says that there is one: anything but nothing, 0, `normal`, `ok` and the like. */
export function isFault(cell: string): boolean {
  return !sound.test(cell);
}
