import { OptionError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { checkPackageName, checkVariantName, factoryName } from './check-names.js';

describe('the name of a variant', () => {
  it.each(['a', 'sparse', 'laplacian-prior', 'vq2', 'a-2-b', 'a'.repeat(40)])('may be %s', (name) => {
    checkVariantName(name);
  });

  it.each([
    ['', /NAME is '': give lower-case words/],
    ['Sparse', /NAME is 'Sparse': give lower-case words/],
    ['laplacian_prior', /laplacian_prior/],
    ['laplacian--prior', /laplacian--prior/],
    ['-prior', /'-prior'/],
    ['prior-', /'prior-'/],
    ['3d', /beginning with a letter/],
    ['../up', /NAME is '..\/up'/],
    ['@me/sparse', /NAME is '@me\/sparse'/],
    ['sparse-autoencoder', /leave out 'autoencoder'/],
    ['a'.repeat(41), /at most 40 characters/],
  ])('may not be %j', (name, message) => {
    expect(() => checkVariantName(name)).toThrow(OptionError);
    expect(() => checkVariantName(name)).toThrow(message);
  });

  it('makes the name of a factory that is an identifier', () => {
    expect(['sparse', 'laplacian-prior', 'a-2-b'].map(factoryName)).toEqual([
      'sparseAutoencoder',
      'laplacianPriorAutoencoder',
      'a2BAutoencoder',
    ]);
  });
});

describe('the name of a package', () => {
  it.each(['my-variant', '@me/my-variant', '@me/my.variant_2'])('may be %s', (name) =>
    checkPackageName(name),
  );

  it.each(['', 'My-Variant', '@me', '@me/', '@me/a/b', '.hidden', 'a b', 'a'.repeat(215)])(
    'may not be %j',
    (name) => {
      expect(() => checkPackageName(name)).toThrow(OptionError);
      expect(() => checkPackageName(name)).toThrow(`--name is '${name}'`);
    },
  );
});
