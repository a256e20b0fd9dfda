import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { RunRecord } from './run-record.js';

/** Files that a visitor dropped, kept so that their runs can be opened again. */
export interface OwnFiles {
  readonly id: string;
  readonly files: readonly File[];
}

interface Schema extends DBSchema {
  runs: { key: string; value: RunRecord };
  files: { key: string; value: OwnFiles };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

/** The page's database in this browser; page and worker open it each for itself. */
export function storage(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('autoencoders-playground', 1, {
    upgrade: (database) => {
      database.createObjectStore('runs', { keyPath: 'id' });
      database.createObjectStore('files', { keyPath: 'id' });
    },
  });
  return opened;
}
