import type { EngineChoice } from '@autoencoders/app-kit/worker';

/** What the page's address may ask for: `#films=made-up&engine=wasm`. */
export interface Address {
  readonly films: string | undefined;
  readonly engine: EngineChoice;
}

const engines: readonly EngineChoice[] = ['auto', 'webgpu', 'wasm', 'cpu'];

/** Reads the part of an address after `#`. */
export function readAddress(hash: string): Address {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    films: values.get('films') ?? undefined,
    engine: engines.find((name) => name === values.get('engine')) ?? 'auto',
  };
}

/** The part after `#`, with what differs from the default. */
export function writeAddress({ films, engine }: Address): string {
  const values = new URLSearchParams();
  if (films !== undefined) values.set('films', films);
  if (engine !== 'auto') values.set('engine', engine);
  return `#${values}`;
}
