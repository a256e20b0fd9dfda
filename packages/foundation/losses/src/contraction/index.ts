export { isElementwise } from './activation-slope.js';
export { denseJacobianChange, denseJacobianChangePerExample } from './dense-jacobian-change.js';
export {
  denseJacobianSquaredNorm,
  denseJacobianSquaredNormPerExample,
} from './dense-jacobian-squared-norm.js';
export { jacobianChange, jacobianChangePerExample } from './jacobian-change.js';
export { jacobianProducts } from './jacobian-products.js';
export { jacobianSquaredNorm, jacobianSquaredNormPerExample } from './jacobian-squared-norm.js';
export { projectedJacobianChange, projectedJacobianChangePerExample } from './projected-jacobian-change.js';
export {
  projectedJacobianSquaredNorm,
  projectedJacobianSquaredNormPerExample,
} from './projected-jacobian-squared-norm.js';
