import { checkNumber, formatShape, ShapeError } from '@autoencoders/errors';
import { svgElement } from './draw-plot.js';
import { brightness, type CheckedImages, checkImages, type Images } from './images.js';
import { paintCells } from './paint-cells.js';
import type { VectorPicture } from './picture.js';
import { pngDataUrl } from './png-data-url.js';
import { labelsOf, type StripLabels } from './strip-labels.js';
import { layOutStrip, type StripLayout } from './strip-layout.js';
import { centred, weightFrame } from './weight-scale.js';

/** How rows of pictures are laid out. */
export interface ImageStripOptions {
  /** Width that it may take, in CSS pixels, at least 160; rows that are longer go on below. Default 900. */
  readonly width?: number;
  /** `'data'`: from 0 as black to 1 as white, widened to the values at hand; `'weights'`: as `weightGrid` does. */
  readonly scale?: 'data' | 'weights';
  /** Text alternative. */
  readonly alt?: string;
}

const betweenBlocks = 16;
/** Labels leave this much of the width to pictures, whatever their length. */
const leastForPictures = 60;

/**
 * Rows of pictures, each with its name at the left; pictures of one column belong together.
 *
 * @throws {ShapeError} if there is no row, the values are not images, or their sizes differ.
 * @throws {DataError} if a pixel is not finite.
 * @throws {OptionError} if `width` is below 160.
 */
export function imageStrip(
  rows: Readonly<Record<string, Images>>,
  options: ImageStripOptions = {},
): VectorPicture {
  const { width: available = 900, scale = 'data' } = options;
  checkNumber('width', available, 160);
  const weights = scale === 'weights';
  const checked = Object.entries(rows).map(([name, images]) =>
    checkImages(`the pictures '${name}'`, weights ? centred(images) : images),
  );
  checkOneSize(rows, checked);
  const count = Math.max(...checked.map((images) => images.count));
  const labels = labelsOf(Object.keys(rows));
  const space = weights ? weightFrame : { gap: 4, frame: 0 };
  const forPictures = Math.max(leastForPictures, available - labels.width);
  const layout = layOutStrip(checked[0]!, count, forPictures, space);
  const range = brightness(...checked);

  const { columns, gap } = layout;
  const blocks = Array.from({ length: Math.ceil(count / columns) }, (_, index) => index * columns);
  const blockHeight = checked.length * (layout.height + gap) - gap;
  const width = Math.ceil(labels.width + columns * (layout.width + gap) - gap);
  const height = Math.ceil(blocks.length * (blockHeight + betweenBlocks) - betweenBlocks);
  return {
    kind: 'vector',
    width,
    height,
    alt: options.alt ?? `${count} pictures in a row: ${Object.keys(rows).join('; ')}`,
    draw: (document) => {
      const drawing = svgElement(document, 'svg', {
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        'font-family': 'system-ui, sans-serif',
        fill: 'currentColor',
      }) as SVGSVGElement;
      for (const [index, start] of blocks.entries()) {
        const [left, top] = [labels.width, index * (blockHeight + betweenBlocks)];
        const cells = checked.flatMap((images) => cellsOf(images, start, Math.min(columns, count - start)));
        const painted = paintCells(cells, cells.length / checked.length, { ...layout.painted, range });
        drawing.append(
          ...drawLabels(document, labels, top, layout),
          svgElement(document, 'image', {
            x: left,
            y: hundredths(top),
            width: hundredths(painted.width * layout.scale),
            height: hundredths(painted.height * layout.scale),
            href: pngDataUrl(painted.png),
          }),
        );
      }
      return drawing;
    },
  };
}

function checkOneSize(rows: Readonly<Record<string, Images>>, checked: readonly CheckedImages[]): void {
  const [first, ...others] = checked;
  if (!first) throw new ShapeError('there is no row of pictures: give at least one');
  const size = ({ height, width, channels }: CheckedImages) => formatShape([height, width, channels]);
  if (others.some((other) => size(other) !== size(first))) {
    const shapes = Object.entries(rows).map(([name, { shape }]) => `'${name}' ${formatShape(shape)}`);
    throw new ShapeError(`pictures of a strip must be of one size, they are: ${shapes.join(', ')}`);
  }
}

/** Part of a row; open where the row is shorter than others. */
function cellsOf(images: CheckedImages, start: number, columns: number) {
  return Array.from({ length: columns }, (_, column) =>
    start + column < images.count ? { images, index: start + column } : undefined,
  );
}

function drawLabels(
  document: Document,
  { width, size, lines }: StripLabels,
  top: number,
  { height, gap }: StripLayout,
): SVGElement[] {
  return lines.flatMap((label, row) => {
    const middle = top + row * (height + gap) + height / 2;
    return label.map((line, index) => {
      const y = middle + size * (0.35 + 1.2 * (index - (label.length - 1) / 2));
      const place = { x: width - 10, y: hundredths(y), 'text-anchor': 'end', 'font-size': size };
      const text = svgElement(document, 'text', place);
      text.textContent = line;
      return text;
    });
  });
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
