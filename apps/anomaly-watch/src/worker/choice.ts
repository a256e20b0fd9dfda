import type { NormalChoice } from '../table/normal-rows.js';
import type { Settings } from './settings.js';

/** What to learn from, and how. */
export interface Choice {
  readonly columns: readonly string[];
  readonly normal: NormalChoice;
  readonly settings: Settings;
}
