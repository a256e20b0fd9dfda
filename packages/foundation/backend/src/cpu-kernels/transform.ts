import * as tf from '@tensorflow/tfjs';
import { overrideKernel } from '../override-kernel.js';

/** The attributes of `Transform`. */
interface TransformAttributes {
  readonly interpolation: 'nearest' | 'bilinear';
  readonly fillMode: 'constant' | 'reflect' | 'wrap' | 'nearest';
  readonly fillValue: number;
  readonly outputShape?: [number, number];
}

let registered = false;

/** Makes the CPU engine transform every image of a batch; by itself it does the first, and leaves the others empty. */
export function registerCpuTransform(): void {
  if (registered) return;
  registered = true;
  overrideKernel(
    'Transform',
    (stock) => (call) => {
      const { image, transforms } = call.inputs as unknown as Record<string, tf.Tensor>;
      const count = image!.shape[0]!;
      if (count < 2) return stock!(call);
      const { interpolation, fillMode, fillValue, outputShape } =
        call.attrs as unknown as TransformAttributes;
      // One transform may be for all.
      const each = transforms!.shape[0] === 1 ? undefined : (tf.split(transforms!, count) as tf.Tensor2D[]);
      const images = tf.split(image!, count) as tf.Tensor4D[];
      return tf.concat(
        images.map((one, at) =>
          tf.image.transform(
            one,
            each ? each[at]! : (transforms as tf.Tensor2D),
            interpolation,
            fillMode,
            fillValue,
            outputShape,
          ),
        ),
      );
    },
    'cpu',
  );
}
