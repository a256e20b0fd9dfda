import { DataError } from '@autoencoders/errors';
import { note, type Terminal } from '../terminal.js';
import type { LoadedRatings } from './load-ratings.js';
import type { RecommendRequest } from './recommend-flags.js';

/**
 * Says what was decided on ratings before they are used.
 *
 * @throws {DataError} when times are needed and cannot be read.
 */
export function tellRatings(
  source: string,
  { repeated, untimed }: LoadedRatings,
  { reading, holdOut }: RecommendRequest,
  terminal: Terminal,
) {
  if (repeated > 0) {
    const kept = reading.duplicates === 'mean' ? 'their mean is kept' : 'the last is kept';
    note(
      terminal,
      `${repeated.toLocaleString('en')} ratings of ${source} repeat a user and an item: ${kept}`,
    );
  }
  if (untimed === undefined) return;
  if (holdOut?.how === 'by-time') throw new DataError(untimed);
  note(terminal, `times are left out: ${untimed}`);
}
