import * as tf from '@tensorflow/tfjs';

/** A loss and its gradients with respect to tensors, one after the other; zeros where it does not depend on one. */
export function gradientsOf(
  loss: (variables: readonly tf.Tensor[]) => tf.Scalar,
  values: readonly tf.Tensor[],
): { value: number; gradients: number[] } {
  const variables = values.map((value) => tf.variable(value));
  const found = tf.tidy(() => {
    const { value, grads } = tf.variableGrads(() => loss(variables), variables);
    const gradients = variables.flatMap((each) => [...(grads[each.name] ?? tf.zerosLike(each)).dataSync()]);
    return { value: value.dataSync()[0]!, gradients };
  });
  tf.dispose(variables);
  return found;
}
