export { imageClassifier } from './image-features/image-classifier.js';
export { type ImageFeatures, imageFeatures } from './image-features/image-features.js';
