import { describeAutoencoder } from '@autoencoders/conformance';
import { subject } from './testing/subject.js';

describeAutoencoder('deep feature consistent', subject([12], {}));
describeAutoencoder(
  'deep feature consistent, convolutional, with pixels',
  subject([6, 5, 1], {
    architecture: 'convolutional',
    likelihood: 'gaussian',
    variance: 'learned',
    pixelWeight: 0.5,
    layerWeights: [1, 0.5],
    annealingSteps: 4,
  }),
);
