/** The numbers of a VAE-GAN of two pixels, one code and two features, all layers linear but for what is named. */
export const numbers = {
  meanKernel: [0.4, -0.7],
  meanBias: 0.1,
  logVarianceKernel: [0.3, 0.5],
  logVarianceBias: -0.4,
  /** Of the decoder's logits. */
  out: [1.5, -0.6],
  outBias: [0.2, -0.1],
  /** `features[pixel][feature]`, before the leaky ReLU. */
  features: [
    [0.9, -1.3],
    [-0.4, 0.8],
  ],
  featureBias: [0.05, -0.2],
  logit: [0.7, -1.1],
  logitBias: 0.3,
} as const;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((value, index) => value * b[index]!));
const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

/** `Dis_l(x)`. */
const featuresOf = (x: readonly number[]) =>
  numbers.featureBias.map((bias, unit) => {
    const value = bias + sum(x.map((pixel, index) => pixel * numbers.features[index]![unit]!));
    return value > 0 ? value : 0.2 * value;
  });

/** `Dis(x)`. */
const realness = (x: readonly number[]) => sigmoid(dot(featuresOf(x), numbers.logit) + numbers.logitBias);

/** `Dec(z)`. */
const decode = (z: number) => numbers.out.map((slope, pixel) => sigmoid(slope * z + numbers.outBias[pixel]!));

/** The terms of the paper's three losses in double precision: for each input, averaged; from eq. 5 to 8. */
export function termsByHand(
  inputs: readonly (readonly number[])[],
  noise: ArrayLike<number>,
  prior: ArrayLike<number>,
) {
  const { meanKernel, meanBias, logVarianceKernel, logVarianceBias } = numbers;
  const rows = inputs.map((x, row) => {
    const m = dot(x, meanKernel) + meanBias;
    const v = dot(x, logVarianceKernel) + logVarianceBias;
    const reconstruction = decode(m + Math.exp(v / 2) * noise[row]!);
    const sample = decode(prior[row]!);
    const [target, found] = [featuresOf(x), featuresOf(reconstruction)];
    return {
      kl: (m ** 2 + Math.exp(v) - 1 - v) / 2,
      /** `L_llike`, up to a constant. */
      featureError: 0.5 * sum(target.map((value, unit) => (value - found[unit]!) ** 2)),
      pixelError: -sum(
        x.map(
          (value, i) => value * Math.log(reconstruction[i]!) + (1 - value) * Math.log(1 - reconstruction[i]!),
        ),
      ),
      squaredError: sum(x.map((value, i) => (value - reconstruction[i]!) ** 2)),
      logReal: Math.log(realness(x)),
      /** `log Dis` and `log(1 - Dis)` of the reconstruction and of the sample. */
      logFooled: Math.log(realness(reconstruction)) + Math.log(realness(sample)),
      logCaught: Math.log(1 - realness(reconstruction)) + Math.log(1 - realness(sample)),
    };
  });
  const averaged = <Name extends keyof (typeof rows)[number]>(name: Name) =>
    mean(rows.map((row) => row[name]));
  return {
    rows,
    kl: averaged('kl'),
    featureError: averaged('featureError'),
    pixelError: averaged('pixelError'),
    logReal: averaged('logReal'),
    logFooled: averaged('logFooled'),
    logCaught: averaged('logCaught'),
  };
}
