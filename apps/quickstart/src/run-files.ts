import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a run; `checkpoints/` is there exactly while the run is unfinished. */
export class RunFiles {
  readonly model: string;
  readonly checkpoints: string;
  readonly report: string;
  readonly #request: string;

  constructor(readonly folder: string) {
    this.model = join(folder, 'model');
    this.checkpoints = join(folder, 'checkpoints');
    this.report = join(folder, 'report.html');
    this.#request = join(this.checkpoints, 'run.json');
  }

  /**
   * Begins a run, or takes up an unfinished one of the same configuration.
   *
   * @returns `'new'`, `'resumed'`, or `'replaced'` where an unfinished run of another configuration stood.
   */
  begin(configuration: object): 'new' | 'resumed' | 'replaced' {
    const asked = `${JSON.stringify(configuration, undefined, 2)}\n`;
    const unfinished = existsSync(this.#request);
    if (unfinished && readFileSync(this.#request, 'utf8') === asked) return 'resumed';
    rmSync(this.checkpoints, { recursive: true, force: true });
    mkdirSync(this.checkpoints, { recursive: true });
    write(this.#request, asked);
    return unfinished ? 'replaced' : 'new';
  }

  /** Writes a file of the run, whole or not at all. */
  write(name: string, content: string | object): string {
    const path = join(this.folder, name);
    write(path, typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`);
    return path;
  }

  /** The run is finished: its checkpoints are no longer needed. */
  finish(): void {
    rmSync(this.checkpoints, { recursive: true, force: true });
  }
}

function write(path: string, content: string): void {
  const unfinished = `${path}.${process.pid}.unfinished`;
  try {
    writeFileSync(unfinished, content);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
