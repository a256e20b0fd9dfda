import type { describeApplication } from '@autoencoders/conformance';
import type { AnyVariantFactory } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import { testValues } from '@autoencoders/testing';
import type { DeepClustering } from '../deep-clustering.js';
import { loadDeepClustering } from '../load-deep-clustering.js';
import type { Kind } from './kinds.js';
import { deepBlobs } from './pretrained.js';

const clusters = 3;
// So wide that no mixture of codes is too narrow for finite differences.
const { data, points } = deepBlobs(clusters, 7, 3);

/** Some distribution over clusters for each example, as targets are. */
const targets = points.flatMap((_, row) => {
  const shares = testValues(clusters, 0.1, 1, row + 1);
  return [...shares].map((share) => share / shares.reduce((sum, other) => sum + other, 0));
});
const targeted = arrayDataset({ x: points, y: targets, targetShape: [clusters] });

/** A kind as the suite for applications goes through it, with clusters from the start. */
export function subjectOf({
  untrained,
  make,
  factory,
  term,
}: Kind): Parameters<typeof describeApplication>[1] {
  return {
    create: async () => {
      // A refresh may raise the loss: targets stay.
      const application = make(untrained(), clusters, { updateEvery: 1000 });
      await application.start(data);
      return application;
    },
    train: (made, trained, options) => (made as DeepClustering).fit(trained, options),
    data: () => data,
    gradientData: () => targeted,
    load: (store) => loadDeepClustering<AnyVariantFactory>(store, [factory]),
    outcome: async (made, given) => {
      const application = made as DeepClustering;
      const [assigned, probabilities, prototypes] = [
        await application.assign(given),
        await application.probabilities(given),
        await application.prototypes(),
      ];
      return [...assigned, ...probabilities.values, ...prototypes.values];
    },
    falling: term,
    epochs: 8,
  };
}
