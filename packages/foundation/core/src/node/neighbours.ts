import { basename, dirname, join, resolve } from 'node:path';

/**
 * Where a folder is written before it takes its place, and where the old one waits meanwhile. The names begin
 * with a dot, so that nobody takes them for a checkpoint or a model.
 */
export function neighbours(folder: string): { readonly unfinished: string; readonly replaced: string } {
  const whole = resolve(folder);
  const beside = (suffix: string) => join(dirname(whole), `.${basename(whole)}.${suffix}`);
  return { unfinished: beside('unfinished'), replaced: beside('replaced') };
}
