/** The figures of one epoch. */
export interface EpochRecord {
  /** Number of the epoch, from 1. */
  readonly epoch: number;
  /** Steps taken up to its end. */
  readonly step: number;
  /** Seconds it took, validation included. */
  readonly seconds: number;
  /** The learning rate of its last step. */
  readonly learningRate: number;
  /** Every phase's terms as `phase/term`, averaged over the epoch's examples. */
  readonly terms: Readonly<Record<string, number>>;
  /** The same over the validation data. */
  readonly validation?: Readonly<Record<string, number>>;
}

/** How a training went. */
export interface History {
  readonly epochs: readonly EpochRecord[];
  /** Steps taken in all, those before a resume included. */
  readonly steps: number;
  /** Seconds of training in all, those before a resume included. */
  readonly seconds: number;
  /** Why it ended: all epochs done, a callback stopped it, or the signal aborted it. */
  readonly stopped: 'finished' | 'early' | 'aborted';
}
