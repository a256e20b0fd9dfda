import { ShapeError } from '@autoencoders/errors';
import type { VectorPicture } from './picture.js';
import type { Points } from './point-groups.js';
import { principalComponents } from './principal-components.js';
import { type ScatterOptions, scatter } from './scatter.js';

/**
 * Codes in the plane, coloured by label. Codes of two dimensions are drawn as they are, of more dimensions
 * along their first two principal components, whose share of the variance the axes tell; of one dimension
 * along x, the other axis only spreading the points.
 *
 * @param codes `[count, ...latentShape]`.
 * @param labels One for each code.
 * @throws {ShapeError} if the codes are not `[count, …]`, or there are fewer than two, or the labels do not
 *   match them.
 * @throws {DataError} if a code is not finite.
 */
export function latentMap(
  codes: Points,
  labels?: ArrayLike<number | string>,
  options: ScatterOptions = {},
): VectorPicture {
  const [count = 0, ...latentShape] = codes.shape;
  const dimensions = latentShape.reduce((size, length) => size * length, 1);
  if (latentShape.length === 0 || count < 2 || codes.values.length !== count * dimensions) {
    throw new ShapeError(
      `the codes have shape [${codes.shape.join(', ')}] and ${codes.values.length} values, expected ` +
        '[count, ...latentShape] with at least two codes',
    );
  }
  const { values, x, y, what } = inThePlane(codes.values, count, dimensions);
  const named = labels ? ', coloured by label' : '';
  const alt = `Map of ${count} codes${named}: ${what}.`;
  return scatter({ values, shape: [count, 2] }, labels, { alt, x, y, ...options });
}

function inThePlane(values: ArrayLike<number>, count: number, dimensions: number) {
  if (dimensions === 1) {
    const spread = Array.from({ length: count }, (_, i) => [values[i]!, (i * 0.618_034) % 1]).flat();
    return { values: spread, x: 'code', y: 'spread, without meaning', what: 'the one latent dimension' };
  }
  if (dimensions === 2) {
    return {
      values,
      x: 'first latent dimension',
      y: 'second latent dimension',
      what: 'the two latent dimensions',
    };
  }
  const components = principalComponents(values, count, dimensions);
  const [first, second] = components.shares.map((share) => `${(share * 100).toFixed(0)} % of the variance`);
  return {
    values: components.values,
    x: `first principal component, ${first}`,
    y: `second principal component, ${second}`,
    what: `the first two principal components of ${dimensions} latent dimensions (${first}, ${second})`,
  };
}
