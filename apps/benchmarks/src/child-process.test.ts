import { existsSync } from 'node:fs';
import { BackendError } from '@autoencoders/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { Child, type Launch } from './child-process.js';
import { findPython, torchLaunch } from './find-torch.js';
import { paths } from './paths.js';
import type { Budget, TrainingTask } from './protocol.js';

const tiny: TrainingTask = {
  network: {
    type: 'dense',
    input: 12,
    hidden: [8],
    code: 3,
    activation: 'relu',
    codeActivation: 'linear',
    loss: 'bernoulli',
  },
  batch: 4,
  rows: 32,
};
const convolutional: TrainingTask = {
  network: { type: 'convolutional', side: 8, filters: [2, 3] },
  batch: 4,
  rows: 16,
};
const variational: TrainingTask = {
  network: { type: 'variational', input: 12, hidden: [8], code: 2 },
  batch: 4,
  rows: 32,
};
const budget: Budget = { steps: 4, milliseconds: 60_000, least: 4 };
const warmUp: Budget = { steps: 2, milliseconds: 0, least: 2 };
const product = { rows: 4, inner: 5, columns: 6 };

let child: Child | undefined;
afterEach(async () => {
  await child?.stop();
  child = undefined;
});

async function start(launch: Launch) {
  const started = await Child.start(launch);
  if (typeof started === 'string') throw new Error(started);
  child = started[0];
  return { child, facts: started[1] };
}

async function expectTimes(asked: Promise<{ readonly times: readonly number[] }>, count: number) {
  const { times } = await asked;
  expect(times).toHaveLength(count);
  for (const time of times) expect(time).toBeGreaterThan(0);
}

describe('a child on the WASM engine', () => {
  const launch: Launch = { command: process.execPath, args: [paths.nodeRunner, 'wasm-1'] };

  it('times steps, products and encoding, profiles kernels and watches memory', async () => {
    if (!existsSync(paths.nodeRunner)) throw new Error('the app is not built: run "npm run build" first');
    const { child, facts } = await start(launch);
    expect(facts).toMatchObject({ threads: 1 });
    for (const task of [tiny, convolutional, variational]) {
      await expectTimes(child.ask({ op: 'steps', task, budget, warmUp }), 4);
    }
    await expectTimes(child.ask({ op: 'product', product, budget }), 4);
    await expectTimes(child.ask({ op: 'encode', task: tiny }), 1);
    const profile = await child.ask({ op: 'profile', task: tiny, budget, warmUp });
    const names = profile.kernels.map(({ kernel }) => kernel);
    expect(names.some((name) => name.includes('MatMul'))).toBe(true);
    const inside = profile.kernels.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    expect(inside).toBeGreaterThan(0);
    expect(inside).toBeLessThanOrEqual(profile.step);
    const { samples } = await child.ask({ op: 'memory', task: tiny, marks: [20] });
    expect(samples).toMatchObject([{ step: 20 }]);
    expect(child.peakBytes).toBeGreaterThan(2 ** 20);
  });

  it('says what it cannot do, and goes on', async () => {
    const { child } = await start(launch);
    const impossible = { ...tiny, batch: 0 };
    const asked = child.ask({ op: 'steps', task: impossible, budget, warmUp });
    await expect(asked).rejects.toThrow(BackendError);
    await expect(child.ask({ op: 'steps', task: impossible, budget, warmUp })).rejects.toThrow(
      /batchSize is 0/,
    );
    await expectTimes(child.ask({ op: 'product', product, budget }), 4);
  });
});

it('names the reason why a child does not start, or has ended', async () => {
  const runner = { command: process.execPath, args: [paths.nodeRunner, 'abacus'] };
  expect(await Child.start(runner)).toBe("there is no engine 'abacus'");
  const failing = { command: process.execPath, args: ['-e', 'console.error("broken"); process.exit(3)'] };
  expect(await Child.start(failing)).toBe('the process ended: broken');
  expect(await Child.start({ command: 'no-such-command', args: [] })).toContain('ENOENT');
});

describe('a child on PyTorch', async () => {
  const python = await findPython();
  if (!python) console.log("PyTorch's test is skipped: no Python here imports torch");

  it.skipIf(!python)('times steps, products and encoding', async () => {
    const { child, facts } = await start(torchLaunch(python!, 1, undefined));
    expect(facts).toMatchObject({ threads: 1 });
    for (const task of [tiny, convolutional, variational]) {
      await expectTimes(child.ask({ op: 'steps', task, budget, warmUp }), 4);
    }
    await expectTimes(child.ask({ op: 'product', product, budget }), 4);
    await expectTimes(child.ask({ op: 'encode', task: tiny }), 1);
  });
});
