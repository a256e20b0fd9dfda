import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeError, writeFileAtomic } from '@autoencoders/data/node';
import { OptionError } from '@autoencoders/errors';

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
   * @throws {OptionError} if the folder holds checkpoints that no quickstart made.
   * @throws {StorageError} if the folder cannot be made.
   */
  async begin(configuration: object): Promise<'new' | 'resumed' | 'replaced'> {
    const asked = json(configuration);
    const unfinished = existsSync(this.#request);
    if (unfinished && (await readFile(this.#request, 'utf8')) === asked) return 'resumed';
    if (!unfinished && existsSync(this.checkpoints) && (await readdir(this.checkpoints)).length > 0) {
      throw new OptionError(`${this.checkpoints} was made by something else: choose another --out`);
    }
    try {
      await rm(this.checkpoints, { recursive: true, force: true });
      await mkdir(this.checkpoints, { recursive: true });
    } catch (error) {
      throw writeError(this.checkpoints, error);
    }
    await writeFileAtomic(this.#request, asked);
    return unfinished ? 'replaced' : 'new';
  }

  /** Writes a file of the run, whole or not at all; what is not text becomes JSON. */
  async write(name: string, content: string | object): Promise<void> {
    await writeFileAtomic(join(this.folder, name), typeof content === 'string' ? content : json(content));
  }

  /** The run is finished: its checkpoints are no longer needed. */
  async finish(): Promise<void> {
    await rm(this.checkpoints, { recursive: true, force: true });
  }
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
