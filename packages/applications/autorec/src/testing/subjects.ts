import type { ApplicationSubject } from '@autoencoders/conformance';
import type { Application } from '@autoencoders/core';
import {
  autoRec,
  cdae,
  implicitRatings,
  loadRecommender,
  multDae,
  multVae,
  type Recommender,
} from '../index.js';
import { smallRatings } from './small.js';

const ratings = smallRatings();
const chosen = implicitRatings(ratings, 4);

/** Every kind of recommender, small, with the engine that its contract is checked on. */
export const subjects: readonly {
  readonly name: string;
  readonly engine: 'cpu' | 'wasm';
  readonly subject: ApplicationSubject;
}[] = [
  of('an I-AutoRec as in the paper', 'wasm', () => autoRec(ratings, { hidden: [4], l2: 0.5, seed: 1 })),
  of('a deep U-AutoRec with all options, sparse', 'cpu', () =>
    autoRec(ratings, {
      orientation: 'user',
      hidden: [5, 3],
      activations: { encoder: 'tanh', decoder: 'sigmoid' },
      biases: { users: 3, items: 1 },
      inputDropout: 0.2,
      hiddenDropout: 0.1,
      inputMask: 2,
      l2: { encoder: 0.2, decoder: 0.4 },
      keptWeight: 0.3,
      computation: 'sparse',
    }),
  ),
  of('a Mult-DAE', 'wasm', () => multDae(chosen, { hidden: [5], latentDim: 3, l2: 0.1 })),
  of('a Mult-VAE', 'cpu', () =>
    multVae(chosen, { hidden: [5], latentDim: 2, annealingSteps: 5, inputDropout: 0.2 }),
  ),
  of('a CDAE with drawn negatives, sparse', 'wasm', () =>
    cdae(chosen, { hidden: 3, negatives: 2, inputDropout: 0.2, computation: 'sparse' }),
  ),
];

function of(name: string, engine: 'cpu' | 'wasm', create: () => Recommender) {
  const example = () => {
    const made = create();
    const data = made.batches();
    made.dispose();
    made.autoencoder.dispose();
    return data;
  };
  const subject: ApplicationSubject = {
    create: create as () => Application,
    data: example,
    load: (store) => loadRecommender(store) as Promise<Application>,
    outcome: async (made) => outcomeOf(made as Recommender),
    epochs: 30,
  };
  return { name, engine, subject };
}

/** What is said of some pairs, and to whom what is recommended. */
async function outcomeOf(made: Recommender): Promise<number[]> {
  const users = ['user-0', 'user-3', 'user-6'];
  const predicted = await made.predictMany(users, ['item-1', 'item-0', 'item-5']);
  const recommended = await made.recommendMany(users, 3);
  const similar = await made.similarItems('item-1', 2);
  const fresh = await made.foldIn([{ item: 'item-1', rating: made.ratings.range[1] }]);
  return [
    ...predicted,
    ...recommended.flat().map(({ score }) => score),
    ...similar.map(({ similarity }) => similarity),
    fresh.predict('item-4'),
  ];
}
