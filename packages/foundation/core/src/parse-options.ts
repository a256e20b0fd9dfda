import { OptionError } from '@autoencoders/errors';
import type { z } from 'zod';

/**
 * Options as their schema has them, with defaults.
 *
 * @param what completes `options of …` in a message: `'the classifier'`
 * @throws {OptionError} naming each option that is wrong and the value received.
 */
export function parseOptions<Schema extends z.ZodType>(
  what: string,
  schema: Schema,
  given: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const path = issue.path.join('.');
    const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], given);
    return path === '' ? issue.message : `${path} is ${JSON.stringify(value) ?? 'missing'}: ${issue.message}`;
  });
  throw new OptionError(`options of ${what}: ${problems.join('; ')}`);
}
