import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Json } from '@autoencoders/core';
import { writeError, writeFileAtomic } from '@autoencoders/data/node';
import { ModelFormatError, OptionError } from '@autoencoders/errors';

/** What a run was asked for; a run may only be resumed with the same. */
export type RunRequest = { readonly [name: string]: Json };

/** Figures of a finished run, with what it was asked for. */
export type RunFigures = { readonly [name: string]: Json };

/** How far the run in a folder has come. */
export type RunState =
  | { readonly kind: 'none' }
  | { readonly kind: 'unfinished'; readonly request: RunRequest }
  | { readonly kind: 'finished'; readonly request: RunRequest; readonly figures: RunFigures };

/**
 * The folder of a run. `checkpoints/` is there exactly while a run is unfinished; `model/`, `history.*`,
 * `metrics.json` and `report.html` belong to the last run that finished.
 */
export class RunFolder {
  readonly model: string;
  readonly checkpoints: string;
  readonly #request: string;
  readonly #metrics: string;

  constructor(readonly path: string) {
    this.model = join(path, 'model');
    this.checkpoints = join(path, 'checkpoints');
    this.#request = join(this.checkpoints, 'run.json');
    this.#metrics = join(path, 'metrics.json');
  }

  /** @throws {ModelFormatError} if a record of the folder is there but unreadable. */
  state(): RunState {
    if (existsSync(this.#request)) return { kind: 'unfinished', request: readRecord(this.#request) };
    if (!existsSync(this.#metrics)) return { kind: 'none' };
    const { request, figures } = readRecord(this.#metrics) as { request?: RunRequest; figures?: RunFigures };
    if (!request || !figures) throw new ModelFormatError(`${this.#metrics} was written by something else`);
    return { kind: 'finished', request, figures };
  }

  /**
   * Makes the folder and begins a run in it; checkpoints of an earlier run are dropped.
   *
   * @throws {OptionError} if something else than a folder stands there, or a `model/` or `checkpoints/` that
   * no run has made.
   */
  async begin(request: RunRequest): Promise<void> {
    try {
      mkdirSync(this.path, { recursive: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST' && code !== 'ENOTDIR') throw writeError(this.path, error);
      throw new OptionError(
        `--out ${this.path} is not a folder: name one that is new or holds an earlier run`,
      );
    }
    refuseForeign(this.model, 'autoencoder.json');
    refuseForeign(this.checkpoints, 'run.json');
    this.#sweep();
    discard(this.checkpoints);
    await writeFileAtomic(this.#request, `${JSON.stringify(request, undefined, 2)}\n`);
  }

  /** Leaves no trace of a run that came to nothing: a folder that was empty before is gone again. */
  abandon(): void {
    discard(this.checkpoints);
    if (readdirSync(this.path).length === 0) rmdirSync(this.path);
  }

  /** Takes over what the run produced; after this the run is finished. */
  async finish(request: RunRequest, figures: RunFigures): Promise<void> {
    await writeFileAtomic(this.#metrics, `${JSON.stringify({ request, figures }, undefined, 2)}\n`);
    discard(this.checkpoints);
  }

  /** Removes what a process that was killed left half-written. */
  #sweep(): void {
    for (const name of readdirSync(this.path)) {
      if (/^\..*\.(unfinished|discarded)$/.test(name)) {
        rmSync(join(this.path, name), { recursive: true, force: true });
      }
    }
  }
}

/** A folder that this program would replace must be one that it made. */
function refuseForeign(folder: string, mark: string): void {
  if (existsSync(folder) && !existsSync(join(folder, mark))) {
    throw new OptionError(
      `${folder} was not made by this program and would be replaced: choose another --out`,
    );
  }
}

/** Renames before it deletes, so that a kill in between never leaves half a folder under its own name. */
function discard(folder: string): void {
  if (!existsSync(folder)) return;
  const discarded = join(dirname(folder), `.${basename(folder)}.${process.pid}.discarded`);
  rmSync(discarded, { recursive: true, force: true });
  renameSync(folder, discarded);
  rmSync(discarded, { recursive: true, force: true });
}

function readRecord(path: string): RunRequest {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RunRequest;
  } catch (error) {
    throw new ModelFormatError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** The first difference between two requests, in words; nothing if they ask for the same. */
export function difference(before: RunRequest, now: RunRequest): string | undefined {
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const [old, fresh] = [JSON.stringify(before[name]), JSON.stringify(now[name])];
    if (old === fresh) continue;
    const nested = isObject(before[name]) && isObject(now[name]);
    return nested
      ? difference(before[name] as RunRequest, now[name] as RunRequest)
      : `${name} was ${old ?? 'not given'} and is ${fresh ?? 'not given'} now`;
  }
  return undefined;
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
