export { describeAutoencoder } from './describe-autoencoder.js';
export type { Subject } from './subject.js';
