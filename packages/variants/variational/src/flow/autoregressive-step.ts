import { checkInteger, OptionError } from '@autoencoders/errors';
import type { ActivationName } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { hiddenDegrees, reaches } from './degrees.js';

type LayerArguments = ConstructorParameters<typeof tf.layers.Layer>[0] & object;

/** Options of {@link AutoregressiveStep}. */
export interface AutoregressiveStepOptions extends LayerArguments {
  /** Width of the hidden layer. */
  readonly hidden: number;
  /** Of the hidden layer. Default `'relu'`. */
  readonly activation?: ActivationName;
  /** Whether the last dimension comes first. Default false. */
  readonly reversed?: boolean;
  /** Seed of the initial kernels. Default 0. */
  readonly seed?: number;
}

/** What the gate's bias begins at: most of a code passes. */
const openGate = 2;

/**
 * One step of an inverse autoregressive flow, applied to codes and a context `h`:
 *
 * `z' = σ ⊙ z + (1 - σ) ⊙ m`, `σ = sigmoid(s)`, of which `m_i` and `s_i` depend on `h` and on `z_j` before `i` alone,
 * `[m, s] = M₂ f(M₁ z + C h + b) + c`, by kernels `M` whose other entries are masked. So the Jacobian is triangular,
 * and `log |det ∂z'/∂z| = Σ_i log σ_i`.
 *
 * Takes `[codes, context]`, `[batch, latentDim]` and `[batch, contextDim]`; gives `[z', log σ]`, `[batch, latentDim]`
 * each. Sources: Kingma et al. 2016, eq. 13 and 14; masks: Germain et al. 2015, section 4.
 *
 * @throws {OptionError} for an impossible width or seed; when built, unless it is given two inputs of rank 2.
 */
export class AutoregressiveStep extends tf.layers.Layer {
  static readonly className = 'AutoencodersAutoregressiveStep';
  private readonly hidden: number;
  private readonly activationName: ActivationName;
  private readonly reversed: boolean;
  private readonly seed: number;
  private readonly activationLayer: tf.layers.Layer;
  private width!: number;
  private kernels!: Readonly<Record<'codes' | 'context' | 'mean' | 'gate', tf.LayerVariable>>;
  private biases!: Readonly<Record<'hidden' | 'mean' | 'gate', tf.LayerVariable>>;

  constructor(options: AutoregressiveStepOptions) {
    super(options);
    const { hidden, activation = 'relu', reversed = false, seed = 0 } = options;
    checkInteger('hidden', hidden);
    checkInteger('seed', seed, 0);
    this.hidden = hidden;
    this.activationName = activation;
    this.reversed = reversed;
    this.seed = seed;
    this.activationLayer = tf.layers.activation({ activation, name: `${this.name}-activation` });
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const [width, contextWidth] = this.widths(inputShape);
    this.width = width;
    let seed = this.seed;
    const kernel = (name: string, rows: number, columns: number) =>
      this.addWeight(
        `${name}-kernel`,
        [rows, columns],
        'float32',
        tf.initializers.glorotUniform({ seed: seed++ }),
      );
    const bias = (name: string, units: number, value: number) =>
      this.addWeight(`${name}-bias`, [units], 'float32', tf.initializers.constant({ value }));
    this.kernels = {
      codes: kernel('codes', width, this.hidden),
      context: kernel('context', contextWidth, this.hidden),
      mean: kernel('mean', this.hidden, width),
      gate: kernel('gate', this.hidden, width),
    };
    this.biases = {
      hidden: bias('hidden', this.hidden, 0),
      mean: bias('mean', width, 0),
      gate: bias('gate', width, openGate),
    };
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape[] {
    this.widths(inputShape);
    const [codes] = inputShape as [tf.Shape];
    return [codes, codes];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
    const [z, context] = inputs as [tf.Tensor2D, tf.Tensor2D];
    return tf.tidy(() => {
      const { kernels, biases } = this;
      const [before, after] = reaches(this.width, hiddenDegrees(this.width, this.hidden), this.reversed);
      const product = (a: tf.Tensor, kernel: tf.LayerVariable, mask?: tf.Tensor) =>
        tf.matMul(a, mask ? tf.mul(kernel.read(), mask) : kernel.read());
      const sum = tf.add(product(z, kernels.codes, before), product(context, kernels.context));
      const hidden = this.activationLayer.apply(tf.add(sum, biases.hidden.read())) as tf.Tensor;
      const mean = tf.add(product(hidden, kernels.mean, after), biases.mean.read());
      const gate = tf.add(product(hidden, kernels.gate, after), biases.gate.read());
      const next = tf.add(mean, tf.mul(tf.sigmoid(gate), tf.sub(z, mean)));
      return [next, tf.neg(tf.softplus(tf.neg(gate)))];
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { hidden, activationName: activation, reversed, seed } = this;
    return { ...super.getConfig(), hidden, activation, reversed, seed };
  }

  private widths(inputShape: tf.Shape | tf.Shape[]): [codes: number, context: number] {
    const [codes, context, ...more] = inputShape as tf.Shape[];
    const fits = Array.isArray(codes) && Array.isArray(context) && more.length === 0;
    const [width, contextWidth] = fits ? [codes[1], context[1]] : [];
    if (!fits || codes.length !== 2 || context.length !== 2 || !width || !contextWidth) {
      throw new OptionError(
        `layer '${this.name}' is applied to ${JSON.stringify(inputShape)}: give codes [batch, latentDim] and a context [batch, contextDim]`,
      );
    }
    return [width, contextWidth];
  }
}

// Whatever imports this layer can load what it saved.
tf.serialization.registerClass(
  AutoregressiveStep as unknown as tf.serialization.SerializableConstructor<tf.layers.Layer>,
);
