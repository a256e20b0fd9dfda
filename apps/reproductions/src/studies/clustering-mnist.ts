import {
  clustering,
  type DeepClustering,
  deepClusteringNetwork,
  deepEmbeddedClustering,
  improvedDeepEmbeddedClustering,
  judge,
} from '@autoencoders/clustering';
import { type Autoencoder, type FitOptions, load, memoryStore, save, sgd } from '@autoencoders/core';
import { augmentImages, type Dataset, type ImageAugmentation, type Rows } from '@autoencoders/data';
import { denseDecoder, denseEncoder } from '@autoencoders/layers';
import type { ReportSection } from '@autoencoders/report';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { allImages } from '../all-images.js';
import { clusterPictures, clusterTable, type Found } from '../cluster-sections.js';
import { cosineTraining, type TrainingLength } from '../cosine-training.js';
import { rows } from '../image-parts.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** How one set of images is clustered. */
interface Clustered {
  readonly data: 'mnist' | 'digits';
  readonly seeds: number;
  readonly hidden: readonly number[];
  readonly latentDim: number;
  /**
   * Of the images in every training, not of those that are clustered: as Guo et al. 2018, section 4. Images of 8×8
   * pixels are clustered worse with it.
   */
  readonly augmentation?: Required<Pick<ImageAugmentation, 'rotation' | 'shift'>>;
  /** Of the autoencoder that all methods begin with. */
  readonly pretraining: TrainingLength;
  /** By stochastic gradient descent with momentum, as in the paper. */
  readonly dec: TrainingLength & { readonly updateEvery: number };
  /** Weight of the divergence beside a sum over features: the paper's 0.1 is beside the mean over them. */
  readonly idec: TrainingLength & { readonly updateEvery: number; readonly gamma: number };
  readonly dcn: TrainingLength & { readonly lambda: number };
}

const mnist: Clustered = {
  data: 'mnist',
  seeds: 1,
  hidden: [500, 500, 2000],
  latentDim: 10,
  augmentation: { rotation: 10, shift: 0.1 },
  pretraining: { epochs: 30, batchSize: 256, learningRate: 1e-3 },
  dec: { epochs: 12, batchSize: 256, learningRate: 0.01, updateEvery: 274 },
  idec: { epochs: 16, batchSize: 256, learningRate: 1e-3, updateEvery: 274, gamma: 78.4 },
  dcn: { epochs: 8, batchSize: 256, learningRate: 5e-4, lambda: 0.5 },
};

const digits: Clustered = {
  data: 'digits',
  seeds: 5,
  hidden: [100, 100, 200],
  latentDim: 10,
  pretraining: { epochs: 60, batchSize: 50, learningRate: 1e-3 },
  dec: { epochs: 30, batchSize: 50, learningRate: 0.01, updateEvery: 36 },
  idec: { epochs: 30, batchSize: 50, learningRate: 1e-3, updateEvery: 36, gamma: 6.4 },
  dcn: { epochs: 20, batchSize: 50, learningRate: 5e-4, lambda: 0.5 },
};

/** Clusters found without labels, and how well they meet them. */
export const clusteringMnist: Study = {
  name: 'clustering-mnist',
  question: 'How well do clusters found without labels meet the digits, on the code and trained into it?',
  paper:
    'Xie et al. 2016 (DEC), Guo et al. 2017 (IDEC), Guo et al. 2018 (augmentation), Yang et al. 2017 (DCN), McConville et al. 2019, "N2D", table 2',
  run,
};

const vanilla = 'k-means on the code';

async function run(context: StudyContext): Promise<StudyOutcome> {
  const small = context.pick(digits, { ...digits, seeds: 1 });
  const onDigits: Found = {};
  const sections: ReportSection[] = [];
  for (let index = 0; index < small.seeds; index++) {
    const seen = await clusterAll(small, context.seed + index, onDigits, context);
    if (index === 0) sections.push(...seen);
  }
  if (context.quick) {
    return {
      claims: aheadOfVanilla(onDigits, ['DEC', 'IDEC', 'N2D']),
      configuration: { digits: plain(small) },
      sections: [{ ...clusterTable('digits', onDigits), text: [howTrained(small)] }, ...sections],
    };
  }
  const onMnist: Found = {};
  const pictures = await clusterAll(mnist, context.seed, onMnist, context);
  return {
    claims: [
      ...[
        ['DEC', 0.86],
        ['IDEC', 0.88],
        ['N2D', 0.95],
      ].map(([method, target]) => ({
        figure: `ACC on all of MNIST, ${method}`,
        value: onMnist[method as string]![0]!.accuracy,
        target: target as number,
        better: 'higher' as const,
        unit: '',
      })),
      ...aheadOfVanilla(onMnist, ['DEC', 'IDEC', 'DCN']),
    ],
    configuration: { mnist: plain(mnist), digits: plain(digits) },
    sections: [
      { ...clusterTable('MNIST', onMnist), text: [howTrained(mnist)] },
      ...pictures,
      { ...clusterTable(`digits, ${small.seeds} seeds`, onDigits), text: [howTrained(digits)] },
    ],
  };
}

function howTrained({ augmentation }: Clustered): string {
  if (!augmentation) return 'Trainings saw the images as they are.';
  const { rotation, shift } = augmentation;
  return `Every training saw images turned by up to ${rotation} degrees and shifted by up to ${100 * shift} % of a side; clustered were the images as they are.`;
}

/** Trains the autoencoder, clusters its code in every way, and adds what was found. */
async function clusterAll(
  settings: Clustered,
  seed: number,
  found: Found,
  context: StudyContext,
): Promise<ReportSection[]> {
  const data = await allImages(settings.data);
  const labels = data.targets(rows(0, data.size))!;
  const named = (what: string) => `${settings.data}-seed-${seed}-${what}`;
  const note = (method: string, clusters: ArrayLike<number>) => {
    const judgement = judge(labels, clusters);
    found[method] = [...(found[method] ?? []), judgement];
    context.say(`${settings.data}, seed ${seed}, ${method}: ACC ${judgement.accuracy.toFixed(4)}`);
  };

  const model = autoencoderOf(data.shape, settings, seed);
  const augmentation =
    settings.augmentation && ((images: Dataset) => augmentImages(images, { ...settings.augmentation, seed }));
  await context.train(named('pretraining'), model, augmentation?.(data) ?? data, {
    ...cosineTraining(settings.pretraining, data),
    seed,
  });
  const trained = memoryStore();
  await save(model, trained);

  const kMeans = clustering(model, { method: 'k-means', clusters: 10, restarts: 20, seed });
  note(vanilla, (await kMeans.fit(data)).labels);
  kMeans.dispose();
  const mixture = clustering(model, {
    method: 'gaussian-mixture',
    clusters: 10,
    restarts: 10,
    umap: {},
    seed,
  });
  const n2d = await mixture.fit(data);
  note('N2D', n2d.labels);
  mixture.dispose();
  model.dispose();

  const prototypes: Record<string, Rows> = {};
  const deep = async (
    method: string,
    create: (model: Autoencoder) => DeepClustering,
    options: FitOptions,
  ) => {
    const base = await load(trained, [undercompleteAutoencoder]);
    const clusters = create(base);
    const shared = context.options(named(method.toLowerCase()));
    const history = await clusters.fit(data, {
      ...shared,
      seed,
      ...(augmentation ? { augmentation } : {}),
      ...options,
    });
    context.checkEnd(named(method.toLowerCase()), history);
    note(method, await clusters.assign(data));
    prototypes[method] = await clusters.prototypes();
    clusters.dispose();
    base.dispose();
  };
  const { dec, idec, dcn } = settings;
  await deep(
    'DEC',
    (base) => deepEmbeddedClustering(base, { clusters: 10, updateEvery: dec.updateEvery, seed }),
    {
      epochs: dec.epochs,
      batchSize: dec.batchSize,
      learningRate: dec.learningRate,
      optimizer: sgd({ momentum: 0.9 }),
    },
  );
  await deep(
    'IDEC',
    (base) =>
      improvedDeepEmbeddedClustering(base, {
        clusters: 10,
        updateEvery: idec.updateEvery,
        gamma: idec.gamma,
        seed,
      }),
    { epochs: idec.epochs, batchSize: idec.batchSize, learningRate: idec.learningRate },
  );
  await deep('DCN', (base) => deepClusteringNetwork(base, { clusters: 10, lambda: dcn.lambda, seed }), {
    epochs: dcn.epochs,
    batchSize: dcn.batchSize,
    learningRate: dcn.learningRate,
  });
  return clusterPictures(settings.data, data, labels, n2d.embedding, prototypes);
}

/** Of dense layers. From Glorot's kernels its error falls faster than from He's. */
function autoencoderOf(shape: readonly number[], { hidden, latentDim }: Clustered, seed: number) {
  const style = { latentDim, initializer: 'glorotUniform' as const, seed };
  return undercompleteAutoencoder({
    inputShape: [...shape],
    latentDim,
    hidden: [...hidden],
    encoder: denseEncoder({ ...style, inputShape: shape, hidden }),
    decoder: denseDecoder({ ...style, outputShape: shape, hidden: [...hidden].reverse() }),
    seed,
  });
}

function aheadOfVanilla(found: Found, methods: readonly string[]): Claim[] {
  return methods.map((method) => ({
    figure: `ACC, ${method}, against k-means on the code of the autoencoder that it began with`,
    value: found[method]![0]!.accuracy,
    target: found[vanilla]![0]!.accuracy,
    better: 'higher',
    unit: '',
  }));
}

/** Settings as JSON. */
function plain({ augmentation, pretraining, dec, idec, dcn, ...settings }: Clustered) {
  return {
    ...settings,
    ...(augmentation ? { augmentation: { ...augmentation } } : {}),
    pretraining: { ...pretraining },
    dec: { ...dec },
    idec: { ...idec },
    dcn: { ...dcn },
  };
}
