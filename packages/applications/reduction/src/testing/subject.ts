import type { describeApplication } from '@autoencoders/conformance';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { type AutoencoderReducer, reducer } from '../autoencoder-reducer.js';
import { loadReducer } from '../load-reducer.js';
import { smallData, smallOptions } from './small.js';

/** The reducer as the suite for applications goes through it. */
export const subject: Parameters<typeof describeApplication>[1] = {
  create: () => reducer(undercompleteAutoencoder({ ...smallOptions, activation: 'tanh' }), { trained: true }),
  data: () => smallData(20),
  load: (store) => loadReducer(store, [undercompleteAutoencoder]),
  outcome: async (made, data) => {
    const reduction = made as AutoencoderReducer;
    const embedding = await reduction.transform(data);
    const back = await reduction.inverseTransform(embedding);
    return [...embedding.values, ...back.values];
  },
  epochs: 8,
};
