import { DataError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { hasSharedData, sharedData } from './shared-data.js';

describe('a folder of shared data', () => {
  it('that is not there is named', () => {
    expect(hasSharedData('nowhere')).toBe(false);
    expect(() => sharedData('nowhere')).toThrow(DataError);
    expect(() => sharedData('nowhere')).toThrow(/no folder .*shared\/data\/nowhere/);
  });
});
