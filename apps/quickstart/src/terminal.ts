/** Where the quickstart writes; `process.stdout` and `process.stderr` are such. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Results, notices, and who may ask it to stop. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborts when a person asks it to stop. */
  readonly signal: AbortSignal;
}
