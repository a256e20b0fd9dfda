/** Where scores are on an axis, from 0 at the left to 1 at the right. */
export interface ScoreAxis {
  readonly logarithmic: boolean;
  place(score: number): number;
  scoreAt(place: number): number;
  /** Round scores along it. */
  readonly ticks: readonly number[];
}

/** Errors that differ by more than this are told apart by their logarithm. */
const wide = 20;

/**
 * An axis over all scores; logarithmic where they are positive and far apart.
 *
 * @param positive whether they are errors or distances
 */
export function scoreAxis(groups: readonly Float32Array[], positive: boolean): ScoreAxis {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const scores of groups) {
    for (const score of scores) {
      low = Math.min(low, score);
      high = Math.max(high, score);
    }
  }
  if (!(low < high)) [low, high] = Number.isFinite(low) ? [low - 0.5, low + 0.5] : [0, 1];
  const logarithmic = positive && low > 0 && high > wide * low;
  const [to, back] = logarithmic ? [Math.log, Math.exp] : [same, same];
  const margin = (to(high) - to(low)) * 0.02;
  const [from, span] = [to(low) - margin, to(high) - to(low) + 2 * margin];
  return {
    logarithmic,
    place: (score) => Math.min(1, Math.max(0, (to(score) - from) / span)),
    scoreAt: (place) => back(from + place * span),
    ticks: logarithmic ? logarithmicTicks(back(from), back(from + span)) : linearTicks(from, from + span),
  };
}

/** The share of scores in each of equal parts of the axis. */
export function sharesAlong(scores: Float32Array, axis: ScoreAxis, bins: number): Float64Array {
  const shares = new Float64Array(bins);
  for (const score of scores) {
    shares[Math.min(bins - 1, Math.floor(axis.place(score) * bins))]! += 1 / scores.length;
  }
  return shares;
}

function same(value: number): number {
  return value;
}

function linearTicks(from: number, to: number): number[] {
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough)!;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, k) => rounded((first + k) * step));
}

function logarithmicTicks(from: number, to: number): number[] {
  const decades = Math.log10(to / from);
  const factors = decades < 2 ? [1, 2, 5] : decades < 3.5 ? [1, 3] : [1];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
    for (const factor of factors) {
      const tick = rounded(factor * 10 ** power);
      if (tick >= from && tick <= to) ticks.push(tick);
    }
  }
  return ticks;
}

/** Without the digits that products leave. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
