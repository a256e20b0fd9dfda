import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Interrupted } from './interrupted.js';
import { studyContext } from './study-context.js';

const scratch = mkdtempSync(join(tmpdir(), 'study-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
beforeAll(() => useBackend('cpu'));

const options = { epochs: 3, batchSize: 300 };
const create = () => undercompleteAutoencoder({ inputShape: [8, 8, 1], latentDim: 4, hidden: [] });
const weights = (model: ReturnType<typeof create>) =>
  model.networks.encoder.getWeights().map((weight) => [...weight.dataSync()]);

function contextOf(signal: AbortSignal, checkpoints: string) {
  const stderr = new PassThrough();
  const context = studyContext({ seed: 1, quick: false, signal, stderr, checkpoints });
  return { context, written: () => String(stderr.read() ?? '') };
}

describe('a training of a study', () => {
  it('that is interrupted says so, and goes on to the same weights', async () => {
    const whole = create();
    const other = contextOf(new AbortController().signal, join(scratch, 'whole'));
    await other.context.train('one', whole, digits(), options);
    expect(other.written()).toMatch(/one: epoch 3\/3/);

    const abort = new AbortController();
    const first = create();
    const { context } = contextOf(abort.signal, join(scratch, 'parts'));
    const stop = { onStep: ({ step }: { step: number }) => (step === 7 ? abort.abort() : undefined) };
    const interrupted = context.train('one', first, digits(), { ...options, callbacks: [stop] });
    await expect(interrupted).rejects.toThrow(Interrupted);
    await expect(interrupted).rejects.toThrow("interrupted in 'one' at step 7: --resume");

    const second = create();
    const again = contextOf(new AbortController().signal, join(scratch, 'parts'));
    await again.context.train('one', second, digits(), options);
    expect(weights(second)).toEqual(weights(whole));
    // Finished already: nothing is trained a second time.
    const third = create();
    const history = await again.context.train('one', third, digits(), options);
    expect(weights(third)).toEqual(weights(whole));
    expect(history.steps).toBe(18);
    for (const model of [whole, first, second, third]) model.dispose();
  });
});

describe('a result of a study', () => {
  it('is worked out once, also when the run was interrupted after it', async () => {
    const folder = join(scratch, 'results');
    const { signal } = new AbortController();
    let worked = 0;
    const work = async () => ({ area: 0.75, times: ++worked });
    const first = contextOf(signal, folder).context;
    expect(await first.kept('WBC', work)).toEqual({ area: 0.75, times: 1 });
    const again = contextOf(signal, folder).context;
    expect(await again.kept('WBC', work)).toEqual({ area: 0.75, times: 1 });
    expect(await again.kept('Wilt', work)).toEqual({ area: 0.75, times: 2 });
  });

  it('that is damaged is named', async () => {
    const folder = join(scratch, 'damaged');
    mkdirSync(folder);
    writeFileSync(join(folder, 'WBC.json'), '{"area":');
    const { context } = contextOf(new AbortController().signal, folder);
    await expect(context.kept('WBC', async () => 1)).rejects.toThrow(/WBC\.json is damaged: delete it/);
  });

  it('is not kept where there are no checkpoints', async () => {
    const { signal } = new AbortController();
    const context = studyContext({ seed: 1, quick: true, signal, stderr: new PassThrough() });
    expect(await context.kept('WBC', async () => 1)).toBe(1);
    expect(await context.kept('WBC', async () => 2)).toBe(2);
  });
});
