import type { z } from 'zod';

/**
 * Parameters of a union, for the message about what is none of its forms: what is wrong within it, where it comes near
 * one of them, else the forms there are. By itself zod says 'Invalid input'.
 */
export function noneOfThese(forms: string) {
  return {
    error: ({ errors }: { readonly errors: readonly (readonly z.core.$ZodIssue[])[] }): string => {
      const within = errors.flat().filter(({ path }) => path.length > 0);
      if (within.length === 0) return `give ${forms}`;
      return within.map(({ path, message }) => `${path.join('.')}: ${message}`).join(', ');
    },
  };
}
