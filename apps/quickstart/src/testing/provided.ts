declare module 'vitest' {
  interface ProvidedContext {
    /** Where Chromium is, or an empty string. */
    readonly chromiumPath: string;
  }
}

export {};
