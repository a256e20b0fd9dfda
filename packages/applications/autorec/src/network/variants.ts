import { defineVariant } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { activationNames } from '@autoencoders/layers';
import { z } from 'zod';
import { computations } from './first-layer.js';
import { multinomialObjective } from './multinomial-objective.js';
import { pointwiseObjective } from './pointwise-objective.js';
import { ratingModel } from './rating-model.js';
import { nodeNetwork, observedNetwork, ratingNetworks } from './rating-networks.js';
import { squaredObjective } from './squared-objective.js';

const share = z.number().min(0).lt(1);
const widths = z.array(z.int().min(1));

/** What every model of ratings has. */
const shared = {
  inputShape: z.tuple([z.int().min(1)]).describe('width of a row of ratings'),
  rows: z.int().min(1).describe('rows of ratings in all'),
  activation: z.enum(activationNames).describe('of the hidden layers'),
  l2: z
    .union([z.number().min(0), z.strictObject({ encoder: z.number().min(0), decoder: z.number().min(0) })])
    .describe('weight of the squared kernels beside the loss of all rows, of both sides or of each'),
  inputDropout: share.describe('share of the ratings that the encoder does not see in training'),
  hiddenDropout: share.default(0).describe('share of the hidden units that are dropped in training'),
  computation: z.enum(computations).default('auto').describe('whole rows, or observed ratings alone'),
  seed: z.int().min(0).default(0).describe('seed of the initial weights'),
};

const multinomial = {
  ...shared,
  hidden: widths.default([600]).describe('widths of the hidden layers, from the ratings inwards'),
  latentDim: z.int().min(1).default(200).describe('width of the code'),
  activation: shared.activation.default('tanh'),
  l2: shared.l2.default(0),
  inputDropout: share.default(0.5),
};

const roles = ['encoder', 'decoder'] as const;

/** The autoencoder of AutoRec: {@link squaredObjective}, the widths of `hidden` inwards and back. */
export const autoRecNetwork = defineVariant({
  kind: 'autorec',
  summary: 'autoencoder of ratings whose loss is that of observed ones',
  options: z.object({
    ...shared,
    hidden: widths
      .min(1)
      .default([500])
      .describe('widths of the encoder; the decoder goes back the same way'),
    outputActivation: z.enum(['linear', 'sigmoid']).default('linear').describe('of the ratings'),
    span: z.tuple([z.number(), z.number()]).default([0, 1]).describe('values that a sigmoid spans'),
    inputMask: z
      .number()
      .min(0)
      .default(0)
      .describe('what an observed rating is to a kernel that sees which there are; 0: there is none'),
    keptWeight: z.number().min(0).max(1).default(1).describe('of ratings that the encoder saw, in the loss'),
  }),
  roles,
  partOf: 'a recommender',
  networks: ({ inputShape: [columns], hidden, activation, hiddenDropout, inputMask, seed }, own) => {
    refuseOwn(own);
    const code = hidden.at(-1)!;
    const decoder = hidden.slice(0, -1).reverse();
    const networks = ratingNetworks({
      columns,
      encoder: hidden,
      code,
      decoder,
      activation,
      hiddenDropout,
      seed,
    });
    return inputMask > 0 ? { ...networks, observed: observedNetwork(columns, hidden[0]!, seed) } : networks;
  },
  model: (networks, options) =>
    ratingModel(networks, {
      ...options,
      latentDim: options.hidden.at(-1)!,
      normalize: false,
      objective: squaredObjective({ ...options, activation: options.outputActivation }),
    }),
});

/** The autoencoder of Mult-DAE: {@link multinomialObjective} from normalised rows with dropout. */
export const multDaeNetwork = defineVariant({
  kind: 'mult-dae',
  summary: 'denoising autoencoder with a multinomial likelihood',
  options: z.object(multinomial),
  roles,
  partOf: 'a recommender',
  networks: ({ inputShape: [columns], hidden, latentDim, ...others }, own) => {
    refuseOwn(own);
    const [encoder, decoder] = [[...hidden, latentDim], [...hidden].reverse()];
    return ratingNetworks({ columns, encoder, code: latentDim, decoder, ...others });
  },
  model: (networks, options) =>
    ratingModel(networks, { ...options, normalize: true, objective: multinomialObjective }),
});

/** The autoencoder of Mult-VAE: {@link multinomialObjective} and a Gaussian posterior whose weight is annealed. */
export const multVaeNetwork = defineVariant({
  kind: 'mult-vae',
  summary: 'variational autoencoder with a multinomial likelihood',
  options: z.object({
    ...multinomial,
    beta: z.number().min(0).default(0.2).describe('greatest weight of the divergence'),
    annealingSteps: z.int().min(0).default(0).describe('steps in which the weight rises from 0 to beta'),
  }),
  roles,
  partOf: 'a recommender',
  networks: ({ inputShape: [columns], hidden, latentDim, ...others }, own) => {
    refuseOwn(own);
    const decoder = [...hidden].reverse();
    return ratingNetworks({
      columns,
      encoder: hidden,
      posterior: 2 * latentDim,
      code: latentDim,
      decoder,
      ...others,
    });
  },
  model: (networks, options) => {
    const { beta, annealingSteps, latentDim } = options;
    return ratingModel(networks, {
      ...options,
      normalize: true,
      objective: multinomialObjective,
      posterior: {
        latentDim,
        weight: ({ training, step }) =>
          training && step < annealingSteps ? (beta * step) / annealingSteps : beta,
      },
    });
  },
});

/** The autoencoder of CDAE: {@link pointwiseObjective}, and a vector for each row beside its ratings. */
export const cdaeNetwork = defineVariant({
  kind: 'cdae',
  summary: 'denoising autoencoder with a vector for each user',
  options: z.object({
    ...shared,
    hidden: z.int().min(1).default(50).describe('width of the code'),
    activation: shared.activation.default('sigmoid'),
    l2: shared.l2.default(0.01),
    inputDropout: share.default(0.5),
    loss: z.enum(['logistic', 'squared']).default('logistic').describe('of what was chosen and what was not'),
    negatives: z
      .union([z.int().min(1), z.literal('all')])
      .default(5)
      .describe('columns drawn for each that was chosen, or all'),
  }),
  roles: ['encoder', 'decoder', 'nodes'],
  partOf: 'a recommender',
  networks: ({ inputShape: [columns], rows, hidden, activation, hiddenDropout, seed }, own) => {
    refuseOwn(own);
    return {
      ...ratingNetworks({
        columns,
        encoder: [hidden],
        code: hidden,
        decoder: [],
        activation,
        hiddenDropout,
        seed,
      }),
      nodes: nodeNetwork(rows, hidden, seed),
    };
  },
  model: (networks, options) =>
    ratingModel(networks, {
      ...options,
      latentDim: options.hidden,
      normalize: false,
      objective: pointwiseObjective(options),
    }),
});

function refuseOwn(own: object): void {
  const [name] = Object.keys(own);
  if (name === undefined) return;
  throw new OptionError(`'${name}' cannot be a network of your own: its kernels are taken by row`);
}
