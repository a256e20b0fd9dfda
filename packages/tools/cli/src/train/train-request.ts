import type { FoundVariant } from '../find-variant.js';
import type { TrainSettings } from '../train-settings.js';

/** What `train` was asked for, flags and configuration file already merged. */
export interface TrainRequest {
  readonly variant: FoundVariant;
  readonly data: string;
  readonly out: string;
  readonly columns: string | undefined;
  readonly label: string | undefined;
  readonly settings: TrainSettings;
  /** The variant's own options, as given. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly resume: boolean;
  readonly report: boolean;
  readonly json: boolean;
}
