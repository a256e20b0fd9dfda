import type { Plugin } from 'vite';
import { machineWeek } from './machine-week.js';

const name = 'virtual:machine-week';

/** Ships the made-up week of a machine with the page, as a module of its own, made when the page is built. */
export function example(): Plugin {
  return {
    name: 'machine-week',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export const csv = ${JSON.stringify(machineWeek())};` : undefined),
  };
}
