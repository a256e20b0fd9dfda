import {
  type AnyVariantFactory,
  type Autoencoder,
  type Callback,
  checkpoint,
  evaluate,
  fit,
  load,
  memoryCheckpoints,
  memoryStore,
  save,
  useBackend,
} from '@autoencoders/core';
import { AutoencoderError, DataError, ModelFormatError, OptionError } from '@autoencoders/errors';
import { clusteringAccuracy } from '@autoencoders/metrics';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeepClustering } from './deep-clustering.js';
import { loadDeepClustering } from './load-deep-clustering.js';
import { kinds } from './testing/kinds.js';
import { deepBlobs, pretrained } from './testing/pretrained.js';

beforeAll(() => useBackend('cpu'));

const clusters = 3;
// Blobs that touch.
const { data, labels } = deepBlobs(clusters, 40, 2.5);
const options = { epochs: 3, batchSize: 20, seed: 2, learningRate: 0.003 } as const;

/** All that a clustering has learnt. */
const valuesOf = (application: DeepClustering) => [
  ...Object.values(application.state).flatMap((variable) => [...variable.dataSync()]),
  ...Object.values(application.networks).flatMap((network) =>
    network.getWeights().flatMap((weight) => [...weight.dataSync()]),
  ),
];

function dispose(application: DeepClustering): void {
  application.dispose();
  application.autoencoder.dispose();
}

describe.each(kinds)('$name', (kind) => {
  const { term, factory, make } = kind;
  const store = memoryStore();
  const pretrain = (): Promise<Autoencoder> => load<AnyVariantFactory>(store, [factory]);

  beforeAll(async () => {
    const model = await pretrained(kind.untrained(), data);
    await save(model, store);
    model.dispose();
  });

  it('lowers its loss, keeps or betters the clusters it started from, and leaves no tensor', async () => {
    const model = await pretrain();
    await expectNoLeak(async () => {
      const application = make(model, clusters, { updateEvery: 1000 });
      await application.start(data);
      const before = clusteringAccuracy(labels, await application.assign(data));
      const first = await evaluate(application, data);
      const alive: number[] = [];
      const watch: Callback = { onStep: () => void alive.push(tf.memory().numTensors) };
      const history = await application.fit(data, { ...options, epochs: 8, callbacks: [watch] });
      const terms = history.epochs.map(({ terms }) => terms[term]!);
      expect(terms.at(-1)).toBeLessThan(terms[0]!);
      const after = clusteringAccuracy(labels, await application.assign(data));
      expect(before).toBeGreaterThan(0.95);
      expect(after).toBeGreaterThanOrEqual(before);
      // Terms wait on the engine to be read together, a tensor a step.
      expect(alive.at(-1)! - alive[1]!).toBeLessThanOrEqual(alive.length);
      const last = await evaluate(application, data);
      expect(Object.keys(last)).toEqual(Object.keys(first));
      application.dispose();
    });
    model.dispose();
  });

  it('goes on from a checkpoint of any step with the same bits', async () => {
    const whole = make(await pretrain(), clusters);
    await whole.fit(data, options);
    // 6 steps an epoch, a refresh every 7: before, at and after refreshes and ends of epochs.
    for (const stopAt of [1, 7, 16]) {
      const steps = memoryCheckpoints();
      const abort = new AbortController();
      const interrupted = make(await pretrain(), clusters);
      const stopping: Callback = { onStep: ({ step }) => void (step === stopAt && abort.abort()) };
      await interrupted.fit(data, {
        ...options,
        signal: abort.signal,
        callbacks: [stopping, checkpoint({ store: steps })],
      });
      expect(await steps.steps()).toEqual([stopAt]);
      const resumed = make(await pretrain(), clusters);
      await resumed.fit(data, { ...options, resume: steps });
      expect(valuesOf(resumed)).toEqual(valuesOf(whole));
      for (const application of [interrupted, resumed]) dispose(application);
    }
    dispose(whole);
  });

  it('gives probabilities that sum to 1, of which the largest is assigned, in batches of any size', async () => {
    const application = make(await pretrain(), clusters);
    await application.start(data);
    await expectNoLeak(async () => {
      const { values, shape } = await application.probabilities(data, { batchSize: 50 });
      expect(shape).toEqual([120, clusters]);
      expect((await application.prototypes()).shape).toEqual([clusters, 6]);
      expect((await application.centroids()).shape).toEqual([clusters, 2]);
      const assigned = await application.assign(data);
      const parts: number[] = [];
      for await (const part of application.assignBatches(data, { batchSize: 32 })) parts.push(...part);
      expect(parts).toEqual([...assigned]);
      for (let row = 0; row < 120; row++) {
        const each = [...values.subarray(row * clusters, (row + 1) * clusters)];
        expect(each.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
        expect(each.indexOf(Math.max(...each))).toBe(assigned[row]);
      }
    });
    dispose(application);
  });

  it('names what is wrong', async () => {
    const model = await pretrain();
    const application = make(model, clusters);
    await expect(application.assign(data)).rejects.toThrow(AutoencoderError);
    await expect(application.probabilities(data)).rejects.toThrow('no clusters yet');
    await expect(application.prototypes()).rejects.toThrow('no clusters yet');
    await expect(fit(application, data, options)).rejects.toThrow(/no clusters yet|its own fit/);
    await expect(application.start(data.subset([0, 1]))).rejects.toThrow(DataError);
    await expect(application.fit(data.subset([0, 1]), options)).rejects.toThrow('2 different codes');
    await expect(application.start(data.subset([3, 3, 3, 3]))).rejects.toThrow('all 4 examples are the same');
    await expect(application.assign(data)).rejects.toThrow('no clusters yet');
    await application.start(data);
    const broken = tf.fill([3, 6], Number.NaN);
    await expect(application.assign(broken)).rejects.toThrow(DataError);
    await expect(application.probabilities(broken)).rejects.toThrow('the code of example 0 is not finite');
    const reason = new Error('enough');
    await expect(application.start(data, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    for (const wrong of [{ clusters: 0 }, { clusters: 2.5 }, { seed: -1 }, { restarts: 0 }]) {
      expect(() => make(model, clusters, wrong)).toThrow(OptionError);
    }
    broken.dispose();
    dispose(application);
  });

  it('does nothing when it is aborted before it starts', async () => {
    const application = make(await pretrain(), clusters);
    const history = await application.fit(data, { ...options, signal: AbortSignal.abort() });
    expect(history).toMatchObject({ stopped: 'aborted', steps: 0 });
    await expect(application.assign(data)).rejects.toThrow('no clusters yet');
    dispose(application);
  });
});

it('a loader refuses another application, and one whose clusters are missing', async () => {
  const { untrained, make, factory } = kinds[0]!;
  const application = make(untrained(), clusters);
  await application.start(data);
  const store = memoryStore();
  await save({ ...application, kind: 'classifier' }, store);
  await expect(loadDeepClustering<AnyVariantFactory>(store, [factory])).rejects.toThrow(
    "holds a 'classifier'",
  );
  await save({ ...application, state: {} }, store);
  await expectNoLeak(async () => {
    await expect(loadDeepClustering<AnyVariantFactory>(store, [factory])).rejects.toThrow(ModelFormatError);
  });
  dispose(application);
});
