import type { Dataset } from '@autoencoders/data';
import type * as tf from '@tensorflow/tfjs';
import { type FeatureMoments, momentCollector } from './feature-moments.js';
import { eachFeatureBatch, type FeatureNetwork, type FeatureOptions } from './feature-rows.js';
import { frechetOfMoments } from './frechet-of-moments.js';

/**
 * The Fréchet distance of two sets of images by their features (FID): the squared distance of
 * {@link frechetDistance} between the Gaussians that the features are taken for. Means and covariances are collected
 * batch by batch in double precision, so that memory does not grow with the images.
 *
 * Published figures are by the last pooling layer of Inception v3 and compare with no figure by other features, such as
 * those of `@autoencoders/metrics/mnist-features`; nor do those of different numbers of images. Take 10,000 or more, and
 * more than there are features in any case. Source: Heusel et al. 2017, eq. 6.
 *
 * @param features `[batch, ...shape]` to `[batch, ...features]`: a network, or a function whose result is disposed here
 * @param real a dataset, or images `[examples, ...shape]`
 * @param generated likewise
 * @throws {OptionError} when `batchSize` is not a positive integer.
 * @throws {ShapeError} when the network does not give one row for each example, or the widths differ.
 * @throws {DataError} for fewer than two examples, or naming the first feature that is not finite.
 */
export async function frechetInceptionDistance(
  features: FeatureNetwork,
  real: Dataset | tf.Tensor,
  generated: Dataset | tf.Tensor,
  options: FeatureOptions = {},
): Promise<number> {
  const ofReal = await momentsOf('features of real images', features, real, options);
  return frechetOfMoments(
    ofReal,
    await momentsOf('features of generated images', features, generated, options),
  );
}

async function momentsOf(
  what: string,
  features: FeatureNetwork,
  data: Dataset | tf.Tensor,
  options: FeatureOptions,
): Promise<FeatureMoments> {
  const collector = momentCollector(what);
  await eachFeatureBatch(features, data, options, ({ values, shape }) => collector.add(values, shape[1]!));
  return collector.moments();
}
