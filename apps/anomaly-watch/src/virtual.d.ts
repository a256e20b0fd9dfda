/// <reference types="vite/client" />

declare module 'virtual:machine-week' {
  /** The made-up week of a machine as CSV. */
  export const csv: string;
}
