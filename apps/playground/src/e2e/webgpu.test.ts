import { browserPath } from '@autoencoders/app-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconstructionsInNode } from './in-node.js';
import {
  checkpointTaken,
  decodedAt,
  download,
  drawOne,
  enter,
  latest,
  Playhouse,
  ready,
  runCard,
  stepOf,
  tilesOf,
  train,
} from './page-driver.js';

describe.skipIf(!browserPath())('the page on WebGPU', () => {
  let house: Playhouse;
  beforeAll(async () => {
    house = await Playhouse.open();
  });
  afterAll(() => house.close());

  it('does what it does on WASM', { timeout: 240_000 }, async () => {
    const { page, watch, context } = await house.visit(
      'data=digits&model=variational&model.latentDim=2&model.hidden=64&batch=64&engine=webgpu&epochs=5000',
    );
    await train(page);
    await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(0);
    await expect
      .poll(() =>
        runCard(page)
          .getByText(/^webgpu/i)
          .isVisible(),
      )
      .toBe(true);
    const first = await latest(page, 'loss');

    await checkpointTaken(page);
    await page.reload();
    await enter(page, 'Kept runs');
    const kept = page.getByRole('listitem').filter({ hasText: 'variational on Digits' });
    await kept.getByRole('button', { name: 'Open' }).click();
    await ready(page);
    const saved = await stepOf(page);
    expect(saved).toBeGreaterThan(0);
    const shown = await tilesOf(page.getByRole('img', { name: 'Their reconstructions so far' }));
    const again = await reconstructionsInNode(await download(page, 'Model'));
    expect(again.length).toBe(shown.length);
    // Two engines round a grey value between two others each in its own way.
    expect(Math.max(...again.map((value, index) => Math.abs(value - shown[index]!)))).toBeLessThan(2);

    await page.getByRole('button', { name: 'Go on with this run' }).click();
    await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(saved);
    await expect.poll(() => latest(page, 'loss'), { timeout: 60_000 }).toBeLessThan(first);
    await page.getByRole('button', { name: 'Stop' }).click();
    await ready(page);

    await enter(page, 'Latent space');
    const place = await decodedAt(page, 0.3, 0.3);
    expect(await decodedAt(page, 0.7, 0.8)).not.toEqual(place);

    await enter(page, 'Classify');
    // Few examples take the fewest steps.
    await page.getByRole('slider', { name: 'Labelled examples' }).press('Home');
    await page.getByRole('button', { name: 'Train the classifier' }).click();
    const part = await drawOne(page);
    await expect.poll(() => part.textContent(), { timeout: 60_000 }).toMatch(/Most probable: \d \(/);
    expect(watch.errors).toEqual([]);
    expect(watch.foreign).toEqual([]);
    await context.close();
  });
});
