import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpacked } from '@autoencoders/app-kit/testing';
import { load, useBackend } from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import { digits } from '@autoencoders/data';
import { variationalAutoencoder } from '@autoencoders/variational';
import * as tf from '@tensorflow/tfjs';
import { transformWithEsbuild } from 'vite';
import { partsOf } from '../data/parts.js';
import { folder } from './page-driver.js';

/** Grey values that a downloaded model of the digits makes of the page's examples, on WASM in Node. */
export async function reconstructionsInNode(zip: Buffer): Promise<number[]> {
  await useBackend('wasm');
  const place = unpacked(zip);
  const model = await load(folderStore(place), [variationalAutoencoder]);
  rmSync(place, { recursive: true });
  const { test } = partsOf(digits());
  const x = tf.tensor(test.values([...Array(12).keys()]), [12, 8, 8, 1]);
  const values = tf.tidy(() => tf.round(tf.mul(model.reconstruct(x), 255)).dataSync());
  model.dispose();
  x.dispose();
  return Array.from(values);
}

/** Runs a downloaded program beside this one, where its packages are found; gives the lines it prints. */
export async function runProgram(source: string): Promise<string[]> {
  const { code } = await transformWithEsbuild(source, 'train.ts');
  const place = mkdtempSync(join(tmpdir(), 'playground-'));
  const file = join(folder, `train-${process.pid}.tmp.mjs`);
  try {
    writeFileSync(file, code);
    const printed = execFileSync(process.execPath, [file], { cwd: place, encoding: 'utf8' });
    return printed.trim().split('\n');
  } finally {
    rmSync(file, { force: true });
    rmSync(place, { recursive: true, force: true });
  }
}
