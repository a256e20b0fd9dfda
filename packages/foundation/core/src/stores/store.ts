/** Files by path, with `/` between folders: what a saved model or a checkpoint consists of. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** A set of files to read. */
export interface StoredFiles {
  /** What messages call it. */
  readonly description: string;
  /** Everything that was written last; `undefined` when nothing was. */
  read(): Promise<Files | undefined>;
}

/** A place for one set of files. */
export interface ModelStore extends StoredFiles {
  /** Replaces what is there, all or nothing. @throws {StorageError} when the place refuses. */
  write(files: Files): Promise<void>;
}
