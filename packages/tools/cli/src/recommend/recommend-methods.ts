import {
  autoRec,
  cdae,
  type KernelPenalty,
  multDae,
  multVae,
  type Ratings,
  type Recommender,
  recommendedOptions,
} from '@autoencoders/autorec';

/** Models of ratings. */
export const methods = ['i-autorec', 'u-autorec', 'mult-vae', 'mult-dae', 'cdae'] as const;
export type Method = (typeof methods)[number];

/** How a recommender is made and trained, all filled in. */
export interface RecommenderPlan {
  readonly method: Method;
  /** Widths of the encoder's layers; the last is the code's. */
  readonly hidden: readonly number[];
  readonly l2: number | KernelPenalty;
  readonly epochs: number;
  /** Rows of ratings at a time. */
  readonly batchSize: number;
  /** At the beginning. */
  readonly learningRate: number;
  /** What the learning rate has come down to at the end, as a share of it. */
  readonly decay: number;
  readonly seed: number;
}

/** What a person may choose of a plan. */
export type PlanChoices = Partial<Omit<RecommenderPlan, 'method' | 'decay' | 'seed'>>;

interface MethodOptions {
  readonly feedback: 'explicit' | 'implicit';
  readonly plan: Omit<RecommenderPlan, 'method' | 'seed'>;
  make(ratings: Ratings, plan: RecommenderPlan, steps: number): Recommender;
}

const byItem = recommendedOptions('item');
const byUser = recommendedOptions('user');
const multinomial = { hidden: [200], l2: 0, epochs: 100, batchSize: 100, learningRate: 1e-3, decay: 1 };

/** Options that did well on a validation part of MovieLens 100K. */
const options: Readonly<Record<Method, MethodOptions>> = {
  'i-autorec': {
    feedback: 'explicit',
    plan: {
      hidden: byItem.hidden,
      l2: byItem.l2,
      epochs: 50,
      batchSize: 256,
      learningRate: 4e-3,
      decay: 1 / 20,
    },
    make: (ratings, { hidden, l2, seed }) => autoRec(ratings, { ...byItem, hidden, l2, seed }),
  },
  'u-autorec': {
    feedback: 'explicit',
    plan: {
      hidden: byUser.hidden,
      l2: byUser.l2,
      epochs: 50,
      batchSize: 128,
      learningRate: 3e-3,
      decay: 1 / 15,
    },
    make: (ratings, { hidden, l2, seed }) => autoRec(ratings, { ...byUser, hidden, l2, seed }),
  },
  'mult-vae': {
    feedback: 'implicit',
    plan: multinomial,
    make: (ratings, { hidden, l2, seed }, steps) =>
      multVae(ratings, { ...withCode(hidden), l2, seed, annealingSteps: Math.ceil(steps / 2) }),
  },
  'mult-dae': {
    feedback: 'implicit',
    plan: multinomial,
    make: (ratings, { hidden, l2, seed }) => multDae(ratings, { ...withCode(hidden), l2, seed }),
  },
  cdae: {
    feedback: 'implicit',
    plan: { ...multinomial, hidden: [50], l2: 0.01 },
    make: (ratings, { hidden, l2, seed }) => cdae(ratings, { hidden: hidden.at(-1)!, l2, seed }),
  },
};

/** `'explicit'` methods predict ratings; `'implicit'` ones learn what is chosen. */
export function feedbackOf(method: Method): 'explicit' | 'implicit' {
  return options[method].feedback;
}

/** The plan of a method for ratings with so many rows, with what a person chose of it. */
export function planOf(method: Method, choices: PlanChoices, rows: number, seed: number): RecommenderPlan {
  const { plan } = options[method];
  // Few rows in large batches would be few steps.
  const batchSize = Math.min(plan.batchSize, Math.max(16, Math.ceil(rows / 6)));
  return { ...plan, batchSize, ...choices, method, seed };
}

/** An untrained recommender; the caller disposes it and its autoencoder. @throws {OptionError} as the method. */
export function makeRecommender(ratings: Ratings, plan: RecommenderPlan, steps: number): Recommender {
  return options[plan.method].make(ratings, plan, steps);
}

/** How many rows of ratings a method has to learn from. */
export function rowsToLearn(method: Method, { byUser: { offsets, columns }, items, users }: Ratings): number {
  const filled = new Uint8Array(method === 'i-autorec' ? items.size : users.size);
  if (method === 'i-autorec') for (const column of columns) filled[column] = 1;
  else
    for (let user = 0; user < users.size; user++) filled[user] = Number(offsets[user + 1]! > offsets[user]!);
  return filled.reduce((sum, each) => sum + each, 0);
}

function withCode(widths: readonly number[]) {
  return { hidden: widths.slice(0, -1), latentDim: widths.at(-1)! };
}
