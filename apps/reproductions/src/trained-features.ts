import { classifier } from '@autoencoders/classifier';
import { evaluate } from '@autoencoders/core';
import type { ArrayDataset } from '@autoencoders/data';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import type * as tf from '@tensorflow/tfjs';
import { cosineTraining, type TrainingLength } from './cosine-training.js';
import type { StudyContext } from './study.js';

/** Features that distances between sets of images are measured on. */
export interface ImageFeatures {
  /** `[batch, ...shape]` to `[batch, width]`. */
  of(x: tf.Tensor): tf.Tensor;
  /** Of the classifier that they are of, among the test images. */
  readonly error: number;
  dispose(): void;
}

/** How the classifier is made that features are of. */
export interface JudgeSettings {
  readonly latentDim: number;
  readonly filters: number[];
  readonly length: TrainingLength;
}

/** The code of a classifier that is trained here, where none is shipped for such images. */
export async function trainedFeatures(
  { training, test }: { readonly training: ArrayDataset; readonly test: ArrayDataset },
  { latentDim, filters, length }: JudgeSettings,
  context: StudyContext,
): Promise<ImageFeatures> {
  const model = undercompleteAutoencoder({
    inputShape: [...training.shape],
    architecture: 'convolutional',
    codeActivation: 'relu',
    filters,
    latentDim,
    // Its own: what judges a run is the same whatever the run's seed.
    seed: 7,
  });
  const judge = classifier(model, { classes: 10, mode: 'fine-tune', seed: 7 });
  await context.train('judge', judge, training, { ...cosineTraining(length, training), seed: 7 });
  const { error } = await evaluate(judge, test);
  context.say(`features: of a classifier with ${(100 * error!).toFixed(1)} % of the test images wrong`);
  return {
    of: (x) => model.encode(x),
    error: error!,
    dispose: () => {
      judge.dispose();
      model.dispose();
    },
  };
}
