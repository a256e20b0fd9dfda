export type { ApplicationSubject } from './application/subject.js';
export { describeApplication } from './describe-application.js';
export { describeAutoencoder } from './describe-autoencoder.js';
export type { Subject } from './subject.js';
export { withLabels } from './with-labels.js';
