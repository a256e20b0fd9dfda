export { describeAutoencoder, type Subject } from './describe-autoencoder.js';
