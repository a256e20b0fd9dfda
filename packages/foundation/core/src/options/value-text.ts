/** The empty list, which is hard to see and to write as nothing at all. */
export const emptyList = 'none';

/**
 * A value as one would write it for `parseValue`: texts and numbers as they are, lists of them comma-separated
 * (`512,128`, or `none`), anything deeper as JSON, and nothing for `undefined`.
 */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return listText(value) ?? JSON.stringify(value);
  return JSON.stringify(value) ?? '';
}

/** The items with commas between, where they can be told apart again. */
function listText(items: readonly unknown[]): string | undefined {
  if (items.length === 0) return emptyList;
  if (!items.every(isPlain)) return undefined;
  const text = items.join(',');
  return text === emptyList || text.startsWith('[') ? undefined : text;
}

function isPlain(item: unknown): boolean {
  if (typeof item === 'number') return true;
  return typeof item === 'string' && item !== '' && item === item.trim() && !item.includes(',');
}
