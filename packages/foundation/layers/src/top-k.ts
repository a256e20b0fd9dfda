import { checkInteger, checkShape, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { knownUnits } from './known-units.js';
import { onlyInput } from './only-input.js';

type LayerArguments = ConstructorParameters<typeof tf.layers.Layer>[0] & object;

/** Options of {@link topK}. */
export interface TopKChoice {
  /** Sets negative values among the kept ones to 0 too. Default true. */
  readonly rectify?: boolean;
}

/** Options of {@link TopK}. */
export interface TopKOptions extends LayerArguments, TopKChoice {
  /** How many units of each example are kept, at most as many as there are. */
  readonly k: number;
}

/**
 * The `k` largest values of each example's last axis, where they are, and 0 elsewhere:
 * `y_j = max(0, x_j) 1[j ∈ top_k(x)]`, without the maximum where `rectify` is false. Of equal values the first is
 * larger, on every engine. Only the kept units have a gradient, `∂y_j/∂x_j = 1`, and where rectified only those above 0.
 * Where a row has a value that is not finite, what it keeps is NaN.
 *
 * Sources: Makhzani and Frey 2014, "k-Sparse autoencoders", eq. 2-3; Gao et al. 2024, "Scaling and evaluating sparse
 * autoencoders", eq. 4.
 *
 * @param x `[batch, ...shape, units]`
 * @param k at least 1 and at most `units`
 * @param mask `[units]`, 1 for units that may be kept and 0 for others. Where it allows fewer than `k`, fewer are kept.
 * @returns `[batch, ...shape, units]`, at most `k` values of each row of the last axis other than 0
 * @throws {OptionError} when `k` is not an integer from 1 to `units`.
 * @throws {ShapeError} when the mask is not `[units]`.
 */
export function topK(
  x: tf.Tensor,
  k: number,
  mask?: tf.Tensor,
  { rectify = true }: TopKChoice = {},
): tf.Tensor {
  const units = x.shape.at(-1) ?? 1;
  checkCount('k', k, units);
  if (mask) checkShape('mask', mask.shape, [units]);
  if (x.size === 0) return tf.clone(x);
  return tf.tidy(() => {
    const rows = tf.reshape(x, [x.size / units, units]) as tf.Tensor2D;
    const allowed = mask && (tf.cast(tf.greater(mask, 0), 'float32') as tf.Tensor1D);
    const chosen = tf.customGrad((...[input, save]) => {
      const { value, open } = choose(input as tf.Tensor2D, k, allowed, rectify);
      (save as tf.GradSaveFunc)([open]);
      return { value, gradFunc: (dy: tf.Tensor, [slope]: tf.Tensor[]) => tf.mul(dy, slope!) };
    });
    return tf.reshape(chosen(rows), x.shape);
  });
}

interface Choice {
  /** What is kept of each row. */
  readonly value: tf.Tensor;
  /** 1 where the gradient passes. */
  readonly open: tf.Tensor;
}

function choose(x: tf.Tensor2D, k: number, allowed: tf.Tensor1D | undefined, rectify: boolean): Choice {
  const [rows, units] = x.shape;
  // 0, or NaN where the row has a value that is not finite: how an engine sorts those is its own affair.
  const sum = tf.sum(x, 1, true);
  const broken = tf.sub(sum, sum);
  if (k === units) return keep(x, allowed ?? tf.onesLike(x), broken, rectify);
  const candidates = allowed
    ? tf.add(x, tf.where(tf.greater(allowed, 0), tf.zerosLike(allowed), tf.fill([units], -Infinity)))
    : x;
  const { indices } = tf.topk(candidates, k, false);
  // With a NaN in the row, WebGPU's may point behind its end.
  const columns = tf.minimum(indices, tf.scalar(units - 1, 'int32')) as tf.Tensor2D;
  const may = allowed ? tf.gather(allowed, columns) : tf.ones([rows, k]);
  const kept = keep(tf.gather(x, columns, 1, 1), may, broken, rectify);
  const places = placesOf(columns);
  return {
    value: tf.scatterND(places, kept.value, [rows, units]),
    open: tf.scatterND(places, kept.open, [rows, units]),
  };
}

function keep(values: tf.Tensor, allowed: tf.Tensor, broken: tf.Tensor, rectify: boolean): Choice {
  const value = rectify ? tf.relu(values) : values;
  const open = rectify ? tf.mul(allowed, tf.step(values)) : tf.mul(allowed, tf.onesLike(values));
  return { value: tf.add(tf.mul(value, allowed), broken), open };
}

/** Row and column of each value, `[rows, k, 2]`. In floating point, which engines add faster than integers. */
function placesOf(columns: tf.Tensor2D): tf.Tensor {
  const [rows] = columns.shape;
  const second = tf.mul(tf.expandDims(tf.cast(columns, 'float32'), 2), tf.tensor1d([0, 1]));
  const first = tf.mul(tf.reshape(tf.range(0, rows), [rows, 1, 1]), tf.tensor1d([1, 0]));
  return tf.cast(tf.add(first, second), 'int32');
}

function checkCount(option: string, k: number, units: number): void {
  checkInteger(option, k);
  if (k > units) throw new OptionError(`${option} is ${k} of ${units} units: give at most ${units}`);
}

/**
 * {@link topK} as a layer: `[batch, ...shape, units]` to the same shape, in training and outside it.
 *
 * @throws {OptionError} when `k` is not a positive integer; when built, where there are fewer than `k` units.
 */
export class TopK extends tf.layers.Layer {
  static readonly className = 'AutoencodersTopK';
  /** How many units of each example are kept. */
  readonly k: number;
  private readonly rectify: boolean;

  constructor(options: TopKOptions) {
    super(options);
    checkInteger('k', options.k);
    this.k = options.k;
    this.rectify = options.rectify ?? true;
    this.supportsMasking = true;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    checkCount(`k of layer '${this.name}'`, this.k, knownUnits(this.name, inputShape));
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return topK(onlyInput(inputs), this.k, undefined, { rectify: this.rectify });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), k: this.k, rectify: this.rectify };
  }
}
