import type { Items } from '../items/items.js';
import type { CurvePoint, ValidationPoint } from '../kept/run-record.js';

/** What the page is told while a run trains. */
export type TrainingEvent =
  | { readonly type: 'engine'; readonly engine: string }
  | { readonly type: 'model'; readonly parameters: number; readonly latentShape: readonly number[] }
  | {
      readonly type: 'progress';
      readonly point: CurvePoint;
      readonly epochs: number;
      readonly rate: number;
      readonly secondsLeft: number | undefined;
    }
  | { readonly type: 'epoch'; readonly point: ValidationPoint }
  | { readonly type: 'reconstructions'; readonly originals: Items; readonly reconstructions: Items }
  | { readonly type: 'checkpoint'; readonly step: number }
  /** What a model's own watch has to say: dead units, a collapse. */
  | { readonly type: 'warning'; readonly message: string }
  /** The graphics card went away; the run can be gone on with from its checkpoint. */
  | { readonly type: 'lost'; readonly reason: string };

/** How a training ended. */
export interface TrainingEnd {
  readonly status: 'finished' | 'stopped';
  readonly step: number;
  readonly seconds: number;
}
