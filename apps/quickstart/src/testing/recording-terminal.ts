import type { Terminal } from '../terminal.js';

/** A terminal that keeps what is written to it. */
export interface RecordingTerminal extends Terminal {
  text(): string;
  errorText(): string;
}

/** @param options whether it is a screen, who stops it, and what happens when something is written beside. */
export function recordingTerminal({
  isTTY = false,
  signal = new AbortController().signal,
  onError = () => {},
} = {}): RecordingTerminal {
  const output = (written: string[], onWrite = () => {}) => ({
    isTTY,
    columns: 200,
    write: (text: string) => {
      written.push(text);
      onWrite();
    },
    // What cli-progress calls of a terminal's stream.
    cursorTo: () => {},
    clearLine: () => {},
    on: () => {},
    removeListener: () => {},
  });
  const [text, errorText]: [string[], string[]] = [[], []];
  return {
    stdout: output(text),
    stderr: output(errorText, onError),
    signal,
    text: () => text.join(''),
    errorText: () => errorText.join(''),
  };
}
