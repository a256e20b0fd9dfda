import type { Fitted, FittedRows, Score, ScoredInputs } from './score.js';
import { standardized, standardOf } from './standard.js';

/**
 * The mean of several scores of one autoencoder, each standardised by the rows that the detector was fitted to:
 * `mean_i (s_i - μ_i) / σ_i`, of errors and distances with `log(s + 1e-6)` in place of `s`, since they differ by factors.
 * Source: Kriegel, Kröger, Schubert and Zimek 2011, "Interpreting and unifying outlier scores", section 3 (standardising
 * before scores are combined, logarithms before that).
 *
 * @param parts by name
 */
export function combinedScore(parts: Readonly<Record<string, Score>>): Score {
  const names = Object.keys(parts);

  async function fit(rows: FittedRows): Promise<Fitted> {
    const fitted: [string, Fitted[string]][] = [];
    for (const name of names) {
      const part = parts[name]!;
      const own = part.fit ? await part.fit(rows) : {};
      const { mean, deviation } = standardOf(await rows.scores(part, own), part.positive === true);
      fitted.push(
        ...Object.entries(own).map(([key, value]) => [`${name}/${key}`, value] as [string, typeof value]),
      );
      fitted.push([`${name}/standard`, { values: Float32Array.of(mean, deviation), shape: [2] }]);
    }
    return Object.fromEntries(fitted);
  }

  async function scores(inputs: ScoredInputs, fitted: Fitted): Promise<Float32Array> {
    const sums = new Float64Array(inputs.x.shape[0]!);
    for (const name of names) {
      const part = parts[name]!;
      const found = await part.scores(inputs, below(fitted, name));
      const [mean, deviation] = fitted[`${name}/standard`]!.values as unknown as [number, number];
      standardized(found, { mean, deviation }, part.positive === true).forEach((value, row) => {
        sums[row]! += value;
      });
    }
    return Float32Array.from(sums, (sum) => sum / names.length);
  }

  return {
    shapes: Object.fromEntries(
      names.flatMap((name) => [
        ...Object.entries(parts[name]!.shapes).map(([key, shape]) => [`${name}/${key}`, shape] as const),
        [`${name}/standard`, [2]] as const,
      ]),
    ),
    fit,
    scores,
  };
}

/** What a part has fitted. */
function below(fitted: Fitted, name: string): Fitted {
  const prefix = `${name}/`;
  return Object.fromEntries(
    Object.entries(fitted).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
    ),
  );
}
