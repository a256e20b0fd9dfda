import * as tf from '@tensorflow/tfjs';

/**
 * Gradients of resizing images. Both ways of resizing are a matrix product along each side, so the gradient is
 * the product with the transposed matrices; where rows and columns are only repeated, the sum over each block of
 * copies. tfjs's own is wrong on `cpu` for batches of more than one (nearest neighbour), and has no second
 * derivative.
 */
export function registerResizeGradients(): void {
  for (const kernelName of ['ResizeNearestNeighbor', 'ResizeBilinear']) {
    tf.unregisterGradient(kernelName);
    tf.registerGradient({
      kernelName,
      inputsToSave: ['images'],
      gradFunc: (dy, saved, attrs) => ({
        images: () =>
          gradient(
            kernelName,
            dy as tf.Tensor4D,
            saved[0]!.shape as Shape4D,
            attrs as unknown as ResizeAttributes,
          ),
      }),
    });
  }
}

type Shape4D = [number, number, number, number];

interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: readonly [number, number];
}

function gradient(kernelName: string, dy: tf.Tensor4D, images: Shape4D, attrs: ResizeAttributes): tf.Tensor {
  const [batch, height, width, channels] = images;
  const rows = attrs.size[0] / height;
  const columns = attrs.size[1] / width;
  const repeats = kernelName === 'ResizeNearestNeighbor' && !attrs.alignCorners && !attrs.halfPixelCenters;
  if (repeats && Number.isInteger(rows) && Number.isInteger(columns)) {
    return tf.sum(tf.reshape(dy, [batch, height, rows, width, columns, channels]), [2, 4]);
  }
  const byRows = tf.matMul(
    resizing(kernelName, height, attrs.size[0], attrs),
    tf.reshape(tf.transpose(dy, [1, 0, 2, 3]), [attrs.size[0], -1]),
    true,
  );
  const turned = tf.transpose(tf.reshape(byRows, [height, batch, attrs.size[1], channels]), [2, 1, 0, 3]);
  const byColumns = tf.matMul(
    resizing(kernelName, width, attrs.size[1], attrs),
    tf.reshape(turned, [attrs.size[1], -1]),
    true,
  );
  return tf.transpose(tf.reshape(byColumns, [width, batch, height, channels]), [1, 2, 0, 3]);
}

/** The matrix `[to, from]` of resizing one side: what becomes of each unit vector. */
function resizing(kernelName: string, from: number, to: number, attrs: ResizeAttributes): tf.Tensor2D {
  const images = tf.reshape(tf.eye(from), [1, from, 1, from]);
  const resized = tf
    .engine()
    .runKernel(kernelName, { images }, { ...attrs, size: [to, 1] } as unknown as tf.NamedAttrMap);
  return tf.reshape(resized as tf.Tensor, [to, from]);
}
