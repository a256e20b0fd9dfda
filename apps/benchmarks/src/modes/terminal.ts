/** Where a run writes: results, and how far it is. */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly say: (line: string) => void;
}
