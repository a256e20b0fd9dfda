import { ShapeError } from '@autoencoders/errors';
import { svgElement } from './draw-plot.js';
import { checkImages, type Images, isImageShape } from './images.js';
import { paintCells } from './paint-cells.js';
import { panels } from './panels.js';
import type { VectorPicture } from './picture.js';
import { pngDataUrl } from './png-data-url.js';
import { seriesPanels } from './series-panels.js';

/** How examples with names are laid out. */
export interface NamedExamplesOptions {
  /** In a row. Default 10 images, 4 plots. */
  readonly columns?: number;
  /** Text alternative. */
  readonly alt?: string;
}

/** The longer side of an image in CSS pixels. */
const side = 72;

/**
 * Examples, each under its name: images as they are, anything else as value over position.
 *
 * @param examples `[count, ...]`
 * @param names One for each example.
 * @throws {ShapeError} if there are none, or not as many names.
 * @throws {DataError} if a pixel is not finite.
 */
export function namedExamples(
  examples: Images,
  names: readonly string[],
  options: NamedExamplesOptions = {},
): VectorPicture {
  if (names.length !== examples.shape[0]) {
    throw new ShapeError(
      `there are ${names.length} names for ${examples.shape[0]} examples: give one for each`,
    );
  }
  const alt = options.alt ?? `Examples: ${names.join('; ')}`;
  if (!isImageShape(examples.shape.slice(1))) {
    const { columns = 4 } = options;
    return seriesPanels({ value: examples }, { columns, alt, titles: names });
  }
  const images = checkImages('the examples', examples);
  const scale = side / Math.max(images.height, images.width);
  const [width, height] = [images.width * scale, images.height * scale];
  const panel = {
    width: Math.ceil(Math.max(width, 7 * longest(names))) + 12,
    height: Math.ceil(height) + 30,
  };
  return panels({
    alt,
    columns: options.columns ?? 10,
    panel,
    series: [],
    plots: names.map((name, index) => (document) => {
      const drawing = svgElement(document, 'svg', panel) as SVGSVGElement;
      const painted = paintCells([{ images, index }], 1, { pixelSize: Math.max(1, Math.round(2 * scale)) });
      const text = svgElement(document, 'text', { x: 0, y: 14 });
      text.textContent = name;
      const image = { x: 0, y: 20, width, height, href: pngDataUrl(painted.png) };
      drawing.append(text, svgElement(document, 'image', image));
      return drawing;
    }),
  });
}

function longest(names: readonly string[]): number {
  return Math.max(...names.map(({ length }) => length));
}
