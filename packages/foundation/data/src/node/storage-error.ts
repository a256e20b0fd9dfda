import { DataError, StorageError } from '@autoencoders/errors';

const refusals: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left: free some, or write elsewhere',
  EDQUOT: 'the quota is used up: free some space, or write elsewhere',
  EFBIG: 'the file would be larger than allowed here',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
};

/** An error of the file system on writing as a StorageError that says what to do. */
export function writeError(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof StorageError) return error;
  return new StorageError(`cannot write ${path}: ${refusals[code ?? ''] ?? message}`, { cause: error });
}

/** An error of the file system on reading as a DataError that names the file. */
export function readError(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new DataError(`there is no file ${path}`, { cause: error });
  if (code === 'EISDIR') return new DataError(`${path} is a folder, expected a file`, { cause: error });
  return new DataError(`cannot read ${path}: ${message}`, { cause: error });
}
