import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import {
  adversarialAutoencoder,
  clusteringAdversarialAutoencoder,
  semiSupervisedAdversarialAutoencoder,
} from './index.js';

const options = { inputShape: [8, 8, 1], hidden: [32], discriminatorHidden: [32] };
const data = digits;
const steps = 600;

describeFlatMemory('adversarial, supervised', {
  create: () => adversarialAutoencoder({ ...options, prior: 'mixture', classes: 10 }),
  data,
  steps,
});
describeFlatMemory('adversarial, semi-supervised', {
  create: () => semiSupervisedAdversarialAutoencoder({ ...options, classes: 10 }),
  data,
  steps,
});
describeFlatMemory('adversarial, clustering', {
  create: () => clusteringAdversarialAutoencoder({ ...options, clusters: 10 }),
  data,
  steps,
});
