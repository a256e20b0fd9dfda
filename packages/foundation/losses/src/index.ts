export { bernoulliNegativeLogLikelihood, bernoulliNegativeLogLikelihoodPerExample } from './bernoulli.js';
export {
  categoricalNegativeLogLikelihood,
  categoricalNegativeLogLikelihoodPerExample,
} from './categorical.js';
export { gaussianNegativeLogLikelihood, gaussianNegativeLogLikelihoodPerExample } from './gaussian.js';
export {
  klBetweenGaussians,
  klBetweenGaussiansPerExample,
  klFromStandardNormal,
  klFromStandardNormalPerDimension,
  klFromStandardNormalPerExample,
} from './kl-gaussian.js';
export { klSparsity } from './kl-sparsity.js';
export { l1Sparsity, l1SparsityPerExample } from './l1-sparsity.js';
export { laplaceNegativeLogLikelihood, laplaceNegativeLogLikelihoodPerExample } from './laplace.js';
export {
  type Likelihood,
  type LikelihoodName,
  type LikelihoodOptions,
  likelihood,
  likelihoodNames,
} from './likelihood.js';
export { squaredError, squaredErrorPerExample } from './squared-error.js';
