/** One line for a person: the error's type, what was received, what to do. */
export function describeError(error: unknown): string {
  return `error: ${oneLine(typedMessage(error))}`;
}

function typedMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.name}: ${error.message}`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
