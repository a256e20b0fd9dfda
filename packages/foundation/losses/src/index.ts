export {
  type AdversarialLossName,
  adversarialLossNames,
  type DiscriminatorLossOptions,
  discriminatorLoss,
  generatorLoss,
} from './adversarial/adversarial-losses.js';
export { featureMatching } from './adversarial/feature-matching.js';
export { type Critic, gradientPenalty, r1Penalty } from './adversarial/gradient-penalty.js';
export { bernoulliNegativeLogLikelihood, bernoulliNegativeLogLikelihoodPerExample } from './bernoulli.js';
export {
  categoricalNegativeLogLikelihood,
  categoricalNegativeLogLikelihoodPerExample,
} from './categorical.js';
export {
  clusteringTarget,
  type GaussianMixturePrior,
  klBetweenCategoricals,
  klBetweenCategoricalsPerExample,
  klFromMixture,
  klFromMixturePerExample,
  logStudentAssignment,
  mixtureLogJoint,
  squaredDistances,
  studentAssignment,
} from './clustering/index.js';
export {
  denseJacobianChange,
  denseJacobianChangePerExample,
  denseJacobianSquaredNorm,
  denseJacobianSquaredNormPerExample,
  isElementwise,
  jacobianChange,
  jacobianChangePerExample,
  jacobianProducts,
  jacobianSquaredNorm,
  jacobianSquaredNormPerExample,
  projectedJacobianChange,
  projectedJacobianChangePerExample,
  projectedJacobianSquaredNorm,
  projectedJacobianSquaredNormPerExample,
} from './contraction/index.js';
export { gaussianNegativeLogLikelihood, gaussianNegativeLogLikelihoodPerExample } from './gaussian.js';
export { type KlDecomposition, klDecomposition } from './kl-decomposition.js';
export {
  klBetweenGaussians,
  klBetweenGaussiansPerExample,
  klFromStandardNormal,
  klFromStandardNormalPerDimension,
  klFromStandardNormalPerExample,
} from './kl-gaussian.js';
export { klSparsity, klSparsityOfMeans } from './kl-sparsity.js';
export { l1Sparsity, l1SparsityPerExample } from './l1-sparsity.js';
export { laplaceNegativeLogLikelihood, laplaceNegativeLogLikelihoodPerExample } from './laplace.js';
export {
  type Likelihood,
  type LikelihoodName,
  type LikelihoodOptions,
  likelihood,
  likelihoodNames,
} from './likelihood.js';
export { type MmdOptions, maximumMeanDiscrepancy, mmdKernels } from './maximum-mean-discrepancy.js';
export {
  type ContractivePenaltySettings,
  contractiveMethods,
  contractivePenalty,
} from './penalties/contractive-penalty.js';
export {
  activationEstimates,
  type KlSparsityPenaltySettings,
  klSparsityPenalty,
} from './penalties/kl-sparsity-penalty.js';
export { type L1PenaltySettings, l1Penalty } from './penalties/l1-penalty.js';
export type { PenaltyFunction, PenaltyInputs, PenaltyTerm } from './penalties/penalty.js';
export { type Penalty, type PenaltySettings, penaltyTerms } from './penalties/penalty-terms.js';
export { perceptualLoss, perceptualLossPerExample } from './perceptual-loss.js';
export { squaredError, squaredErrorPerExample } from './squared-error.js';
export { stopGradient } from './stop-gradient.js';
