import * as tf from '@tensorflow/tfjs';
import { type Kernel, overrideKernel } from './override.js';

/**
 * Matrix products that transpose an operand first where one is to be transposed: the engine's own product is
 * fast only on plain operands, and every gradient of a product transposes.
 */
export function registerMatrixProducts(): void {
  for (const name of ['BatchMatMul', '_FusedMatMul']) {
    overrideKernel(name, (stock) => transposingFirst(stock!));
  }
}

function transposingFirst(stock: Kernel): Kernel {
  return (call) => {
    const { transposeA, transposeB } = call.attrs;
    const { a, b } = call.inputs;
    if (!(transposeA || transposeB) || !a || !b) return stock(call);
    const inputs = { ...call.inputs };
    if (transposeA) inputs.a = transposed(a);
    if (transposeB) inputs.b = transposed(b);
    const product = stock({
      ...call,
      inputs,
      attrs: { ...call.attrs, transposeA: false, transposeB: false },
    });
    if (transposeA) inputs.a!.dispose();
    if (transposeB) inputs.b!.dispose();
    return product;
  };
}

/** The last two axes swapped. */
function transposed(x: tf.Tensor): tf.Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return tf.transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}
