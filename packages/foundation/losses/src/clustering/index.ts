export { clusteringTarget } from './clustering-target.js';
export {
  type GaussianMixturePrior,
  klFromMixture,
  klFromMixturePerExample,
  mixtureLogJoint,
} from './gaussian-mixture-prior.js';
export { klBetweenCategoricals, klBetweenCategoricalsPerExample } from './kl-categorical.js';
export { squaredDistances } from './squared-distances.js';
export { logStudentAssignment, studentAssignment } from './student-assignment.js';
