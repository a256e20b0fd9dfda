/** What the page is told while a detector is made. */
export type WatchEvent =
  | { readonly type: 'engine'; readonly engine: string }
  | {
      readonly type: 'progress';
      readonly step: number;
      readonly steps: number;
      readonly loss: number;
      readonly secondsLeft: number | undefined;
    }
  | { readonly type: 'scoring'; readonly share: number }
  /** The graphics card went away. */
  | { readonly type: 'lost'; readonly reason: string };

export type Tell = (event: WatchEvent) => void;
