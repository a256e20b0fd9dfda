import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requireBuild } from './support/command-line.js';
import { root } from './support/packages.js';
import { run } from './support/run.js';

const program = `
  import { useBackend } from '@autoencoders/backend';
  import * as tf from '@tensorflow/tfjs';
  const { threads } = await useBackend('wasm', { threads: 3 });
  const product = tf.matMul(tf.ones([300, 200]), tf.ones([200, 400]));
  process.stdout.write(JSON.stringify([threads, product.dataSync()[0]]));
`;

it('a program that has done its work ends, though threads wait for more', async () => {
  requireBuild();
  const start = performance.now();
  const ended = await run(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: join(root, 'packages/foundation/core'),
  });
  expect(ended).toEqual({ code: 0, stdout: '[3,200]', stderr: '' });
  // Anything that held it back would do so for good, or for as long as a worker may take to start.
  expect(performance.now() - start).toBeLessThan(9_000);
});
