import { DataError } from '@autoencoders/errors';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { unzip } from './unzip.js';

const archive = zipSync({ 'folder/a.txt': strToU8('one'), 'b.txt': strToU8('two') });

it('gives the files of an archive by their paths', () => {
  const files = unzip(archive, 'the archive');
  expect([...files.keys()]).toEqual(['folder/a.txt', 'b.txt']);
  expect(new TextDecoder().decode(files.get('folder/a.txt'))).toBe('one');
});

it('names what is no archive, or cut short', () => {
  expect(() => unzip(strToU8('one, two'), 'the file')).toThrow(DataError);
  expect(() => unzip(archive.slice(0, 60), 'the file')).toThrow('the file is not a zip archive');
});
