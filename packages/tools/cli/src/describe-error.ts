/** What storage answers with, in words; other system errors keep their own message. */
const systemErrors: Readonly<Record<string, string>> = {
  ENOSPC: 'StorageError: no space left on the device',
  EDQUOT: 'StorageError: the disk quota is used up',
  EFBIG: 'StorageError: the file grew past the size that this process may write',
  EACCES: 'StorageError: permission denied',
  EPERM: 'StorageError: permission denied',
  EROFS: 'StorageError: the file system is read-only',
};

/** One line for a person: the error's type, what was received, what to do. */
export function describeError(error: unknown): string {
  return `error: ${oneLine(typedMessage(error))}`;
}

function typedMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : systemErrors[code];
  if (known !== undefined) return path === undefined ? known : `${known} (${path})`;
  return `${error.name}: ${error.message}`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
