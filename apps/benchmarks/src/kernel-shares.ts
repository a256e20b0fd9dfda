import type { Profile } from './protocol.js';

/** Shares of a step's time; they add up to one. */
export interface KernelShares {
  /** Matrix products and convolutions. */
  readonly products: number;
  /** All other kernels. */
  readonly others: number;
  /** JavaScript, and what it calls without a kernel of the engine. */
  readonly outside: number;
}

const productKernel = /MatMul|^Conv|^FusedConv|^DepthwiseConv|^FusedDepthwise|DenseRelu|ConvolutionRelu/;

/** Sums a profile up. */
export function kernelShares({ step, kernels }: Profile): KernelShares {
  const share = (wanted: boolean) =>
    kernels
      .filter(({ kernel }) => productKernel.test(kernel) === wanted)
      .reduce((sum, { milliseconds }) => sum + milliseconds, 0) / step;
  const [products, others] = [share(true), share(false)];
  return { products, others, outside: 1 - products - others };
}
