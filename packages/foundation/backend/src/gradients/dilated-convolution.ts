import * as tf from '@tensorflow/tfjs';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { spreadAxis } from '../wasm-kernels/stretch-axis.js';

interface Attributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dilations: [number, number] | number;
}

let registered = false;

/**
 * The gradient of a dilated convolution, which tfjs refuses: that of the convolution with the filter that has zeros
 * between its taps. WASM's own kernels leave the zeros out.
 */
export function registerDilatedConvolutionGradient(): void {
  if (registered) return;
  registered = true;
  const stock = tf.getGradient('Conv2D');
  const gradFunc: tf.GradFunc = (dy, saved, attrs) => {
    const { dilations } = attrs as unknown as Attributes;
    const [rows, columns] = typeof dilations === 'number' ? [dilations, dilations] : dilations;
    if (rows === 1 && columns === 1) return stock.gradFunc(dy, saved, attrs);
    const [x, filter] = saved as [tf.Tensor, tf.Tensor];
    const slopes = dy as tf.Tensor;
    // Kernels of ours know dilations, but their own gradients do not.
    const direct =
      tf.getBackend() === 'wasm' && moduleOn(tf.backend()) !== undefined && !tf.engine().isTapeOn();
    if (direct) {
      return {
        x: () => run('Conv2DBackpropInput', { dy: slopes, filter }, { ...attrs, inputShape: x.shape }),
        filter: () => run('Conv2DBackpropFilter', { x, dy: slopes }, { ...attrs, filterShape: filter.shape }),
      };
    }
    const dense = { ...attrs, dilations: 1 };
    const spread = (taps: tf.Tensor) => spreadAxis(spreadAxis(taps, 0, rows), 1, columns);
    return {
      x: () =>
        run('Conv2DBackpropInput', { dy: slopes, filter: spread(filter) }, { ...dense, inputShape: x.shape }),
      filter: () => {
        const [height, width, ...channels] = filter.shape as [number, number, number, number];
        const shape = [(height - 1) * rows + 1, (width - 1) * columns + 1, ...channels];
        const whole = run('Conv2DBackpropFilter', { x, dy: slopes }, { ...dense, filterShape: shape });
        return tf.stridedSlice(whole, [0, 0, 0, 0], shape, [rows, columns, 1, 1]);
      },
    };
  };
  tf.unregisterGradient('Conv2D');
  tf.registerGradient({ ...stock, gradFunc });
}

function run(kernelName: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor {
  return tf.engine().runKernel(kernelName, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
}
