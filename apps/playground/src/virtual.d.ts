/// <reference types="vite/client" />

declare module 'virtual:catalogue' {
  import type { ValueSchema } from '@autoencoders/core/options';

  /** What a variant says of itself. */
  export interface CatalogueEntry {
    readonly kind: string;
    readonly summary: string;
    readonly packageName: string;
    readonly exportName: string;
    readonly options: Readonly<Record<string, ValueSchema>>;
    /** Those that must be given. */
    readonly required: readonly string[];
  }

  export const variants: readonly CatalogueEntry[];
}

declare module 'virtual:factories' {
  import type { AnyVariantFactory } from '@autoencoders/core';

  export const factories: Readonly<Record<string, () => Promise<AnyVariantFactory>>>;
}
