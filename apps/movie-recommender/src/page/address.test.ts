import { expect, it } from 'vitest';
import { readAddress, writeAddress } from './address.js';

it('is read as it was written, with defaults for what is missing or unknown', () => {
  const address = { films: 'made-up', engine: 'wasm' } as const;
  expect(readAddress(writeAddress(address))).toEqual(address);
  expect(readAddress('')).toEqual({ films: undefined, engine: 'auto' });
  expect(readAddress('#engine=steam')).toEqual({ films: undefined, engine: 'auto' });
  expect(writeAddress({ films: undefined, engine: 'auto' })).toBe('#');
});
