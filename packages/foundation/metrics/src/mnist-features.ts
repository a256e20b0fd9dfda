export { mnistClassifier } from './mnist-features/mnist-classifier.js';
export { mnistFeatures } from './mnist-features/mnist-features.js';
