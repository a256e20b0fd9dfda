import { type Dataset, disposeBatch } from '@autoencoders/data';
import { laplacianVariance } from '@autoencoders/metrics';
import * as tf from '@tensorflow/tfjs';

/** The variance of the Laplacian, averaged over images. */
export async function meanSharpness(images: Dataset): Promise<number> {
  let [sum, count] = [0, 0];
  for await (const batch of images.batches({ batchSize: 500 })) {
    const part = tf.tidy(() => tf.sum(laplacianVariance(batch.x)));
    sum += (await part.data())[0]!;
    count += batch.x.shape[0]!;
    part.dispose();
    disposeBatch(batch);
  }
  return sum / count;
}
