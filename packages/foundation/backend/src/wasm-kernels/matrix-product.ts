import * as tf from '@tensorflow/tfjs';
import { type Kernel, overrideKernel } from '../override-kernel.js';

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
    const a = transposeA ? transposed(call.inputs.a!) : call.inputs.a!;
    const b = transposeB ? transposed(call.inputs.b!) : ownPacking(call.inputs.b!);
    const product = stock({
      ...call,
      inputs: { ...call.inputs, a, b },
      attrs: { ...call.attrs, transposeA: false, transposeB: false },
    });
    if (a !== call.inputs.a) a.dispose();
    if (b !== call.inputs.b) b.dispose();
    return product;
  };
}

/** The last two axes swapped. */
function transposed(x: tf.Tensor): tf.Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return tf.transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}

/** The matrix shape in which data was first a right operand. */
const packedAs = new WeakMap<object, string>();

/**
 * The engine packs a right operand once and looks the packing up by the data alone. The same data seen as a
 * matrix of another shape would be multiplied by the wrong one, and memory behind it be overwritten: then a copy.
 */
function ownPacking(b: tf.Tensor): tf.Tensor {
  const shape = b.shape.slice(-2).join();
  const first = packedAs.get(b.dataId);
  if (first === undefined) packedAs.set(b.dataId, shape);
  return first === undefined || first === shape ? b : tf.add(b, 0);
}
