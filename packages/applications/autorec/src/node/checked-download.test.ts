import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError } from '@autoencoders/errors';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkedDownload } from './checked-download.js';

const folder = mkdtempSync(join(tmpdir(), 'download-'));
const content = Buffer.from('what is to be downloaded');
const md5 = createHash('md5').update(content).digest('hex');
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  if (request.url === '/file') response.end(content);
  else response.writeHead(404).end();
});
let address: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

it('downloads once, keeps what it got, and gets it again where that is damaged', async () => {
  const download = { url: `${address}/file`, md5, cache: join(folder, 'new', 'file') };
  for (let time = 0; time < 2; time++) expect(Buffer.from(await checkedDownload(download))).toEqual(content);
  expect(asked).toBe(1);
  writeFileSync(download.cache, 'damaged');
  expect(Buffer.from(await checkedDownload(download))).toEqual(content);
  expect(asked).toBe(2);
  expect(readFileSync(download.cache)).toEqual(content);
});

it('keeps nothing that is not what it should be', async () => {
  const cache = join(folder, 'other');
  const other = checkedDownload({ url: `${address}/file`, md5: '0'.repeat(32), cache });
  await expect(other).rejects.toThrow(DataError);
  await expect(other).rejects.toThrow(`its MD5 is ${md5}, expected 000`);
  const missing = checkedDownload({ url: `${address}/missing`, md5, cache });
  await expect(missing).rejects.toThrow('the server answers 404');
  const nowhere = checkedDownload({ url: 'http://127.0.0.1:9/file', md5, cache });
  await expect(nowhere).rejects.toThrow(/cannot be downloaded \(.*get it otherwise, and give its path/);
  expect(existsSync(cache)).toBe(false);
});
