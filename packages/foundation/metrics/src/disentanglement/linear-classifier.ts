/** Rows of numbers and the class of each. */
export interface LabelledRows {
  /** `[rows, width]` */
  readonly x: Float32Array;
  /** `[rows]`, from 0. */
  readonly y: Int32Array;
}

const steps = 600;

/**
 * Multinomial logistic regression on standardised columns, with the penalty `½ |W|²` on the sum of the losses: trained to
 * convergence by accelerated gradient descent from 0 in double precision, so that nothing is drawn and no engine matters.
 * Gives the share of other rows that it classifies rightly.
 */
export async function linearAccuracy(
  train: LabelledRows,
  test: LabelledRows,
  width: number,
  classes: number,
  giveWay: () => Promise<void>,
): Promise<number> {
  const scaling = scalingOf(train.x, width);
  const x = withBias(train.x, scaling);
  const count = train.y.length;
  const size = (width + 1) * classes;
  // No curvature is above half the trace of XᵀX / n, which counts a 1 for each column and one for the bias.
  const rate = 1 / (0.5 * (width + 1) + 1 / count);
  let weights = new Float64Array(size);
  let ahead = new Float64Array(size);
  for (let step = 0; step < steps; step++) {
    const slope = slopeOf(x, train.y, ahead, classes);
    // The bias, which comes last, is not penalised.
    for (let i = 0; i < width * classes; i++) slope[i]! += ahead[i]! / count;
    const next = ahead.map((value, i) => value - rate * slope[i]!);
    const momentum = step / (step + 3);
    ahead = next.map((value, i) => value + momentum * (value - weights[i]!));
    weights = next;
    await giveWay();
  }
  const rows = withBias(test.x, scaling);
  const scores = new Float64Array(classes);
  let right = 0;
  for (let row = 0; row < test.y.length; row++) {
    scoresOf(rows, row, weights, scores);
    if (scores.indexOf(Math.max(...scores)) === test.y[row]) right += 1;
  }
  return right / test.y.length;
}

/** The gradient of the mean cross-entropy by the weights `[width + 1, classes]`. */
function slopeOf(x: Float64Array, y: Int32Array, weights: Float64Array, classes: number): Float64Array {
  const columns = weights.length / classes;
  const slope = new Float64Array(weights.length);
  const scores = new Float64Array(classes);
  for (let row = 0; row < y.length; row++) {
    scoresOf(x, row, weights, scores);
    const largest = Math.max(...scores);
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      scores[k] = Math.exp(scores[k]! - largest);
      sum += scores[k]!;
    }
    for (let k = 0; k < classes; k++) {
      const error = (scores[k]! / sum - (y[row] === k ? 1 : 0)) / y.length;
      for (let i = 0; i < columns; i++) slope[i * classes + k]! += error * x[row * columns + i]!;
    }
  }
  return slope;
}

/** The logits of one row. */
function scoresOf(x: Float64Array, row: number, weights: Float64Array, scores: Float64Array): void {
  const classes = scores.length;
  const columns = weights.length / classes;
  scores.fill(0);
  for (let i = 0; i < columns; i++) {
    const value = x[row * columns + i]!;
    for (let k = 0; k < classes; k++) scores[k]! += value * weights[i * classes + k]!;
  }
}

interface Scaling {
  readonly mean: Float64Array;
  /** 0 for a column that is the same in every row. */
  readonly scale: Float64Array;
}

function scalingOf(x: Float32Array, width: number): Scaling {
  const rows = x.length / width;
  const [mean, squares] = [new Float64Array(width), new Float64Array(width)];
  for (let i = 0; i < x.length; i++) mean[i % width]! += x[i]! / rows;
  for (let i = 0; i < x.length; i++) squares[i % width]! += (x[i]! - mean[i % width]!) ** 2 / rows;
  return { mean, scale: squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0)) };
}

/** Rows with standardised columns and a 1, `[rows, width + 1]`. */
function withBias(x: Float32Array, { mean, scale }: Scaling): Float64Array {
  const width = mean.length;
  const out = new Float64Array((x.length / width) * (width + 1)).fill(1);
  for (let i = 0; i < x.length; i++) {
    const column = i % width;
    out[Math.floor(i / width) * (width + 1) + column] = (x[i]! - mean[column]!) * scale[column]!;
  }
  return out;
}
