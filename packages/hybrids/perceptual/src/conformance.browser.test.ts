import { describeAutoencoder } from '@autoencoders/conformance';
import { subject } from './testing/subject.js';

describeAutoencoder('deep feature consistent', {
  ...subject([12], {}),
  engines: ['wasm', 'webgpu'],
  epochs: 5,
});
