/** Ink on paper, row by row from the top: 0 where there is none, 1 where it is full. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** The size of a picture, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The part of a picture's side that a digit of MNIST fills: 20 of 28 pixels. */
export const mnistShare = 20 / 28;

/** A small drawing is enlarged this much at the most, beside the paper's own scale: a dot stays a dot. */
const mostEnlarged = 3;

/**
 * A drawing scaled down with its paper, each pixel the mean of what it covers.
 *
 * @returns `[height, width]`
 */
export function scaledDrawing(ink: Ink, size: PictureSize): Float32Array {
  const frame = { left: 0, top: 0, stepX: ink.width / size.width, stepY: ink.height / size.height };
  return framed(ink, size, frame);
}

/**
 * A drawing as pictures of MNIST were made: its bounding box is scaled, with its proportions, to fill `share` of the
 * picture's side, and its centre of mass is put on the pixel in the middle, as far as all of it stays inside.
 * Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits". The pixel is that of index 14 of 28:
 * centres of MNIST, which were put to whole pixels, lie between 14 and 15 from the edge.
 *
 * @returns `[height, width]`
 */
export function centredDrawing(ink: Ink, size: PictureSize, share = mnistShare): Float32Array {
  const extent = extentOf(ink);
  if (!extent) return new Float32Array(size.width * size.height);
  const { left, right, top, bottom, centreX, centreY } = extent;
  const step = Math.max(
    (right - left) / (share * size.width),
    (bottom - top) / (share * size.height),
    ink.width / size.width / mostEnlarged,
  );
  const start = (centre: number, first: number, last: number, pixels: number) =>
    Math.max(last - pixels * step, Math.min(first, centre - (pixels / 2 + 0.5) * step));
  return framed(ink, size, {
    left: start(centreX, left, right, size.width),
    top: start(centreY, top, bottom, size.height),
    stepX: step,
    stepY: step,
  });
}

/** Where a picture's frame lies on the paper, and how much of the paper a pixel spans. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** The bounding box of the ink and its centre of mass; `undefined` where there is none. */
function extentOf({ width, height, values }: Ink) {
  let [left, right, top, bottom] = [width, 0, height, 0];
  let [mass, massX, massY] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = values[y * width + x]!;
      if (value === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
      mass += value;
      massX += value * (x + 0.5);
      massY += value * (y + 0.5);
    }
  }
  return mass === 0 ? undefined : { left, right, top, bottom, centreX: massX / mass, centreY: massY / mass };
}

/** The mean ink under each pixel of a frame; beyond the paper there is none. First along rows, then along columns. */
function framed(ink: Ink, size: PictureSize, { left, top, stepX, stepY }: Frame): Float32Array {
  const columns = coverOf(size.width, left, stepX, ink.width);
  const rows = coverOf(size.height, top, stepY, ink.height);
  const narrow = new Float32Array(ink.height * size.width);
  for (let y = 0; y < ink.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const { first, weights } = columns[x]!;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * ink.values[y * ink.width + first + k]!;
      narrow[y * size.width + x] = sum;
    }
  }
  const picture = new Float32Array(size.height * size.width);
  for (let y = 0; y < size.height; y++) {
    const { first, weights } = rows[y]!;
    for (let x = 0; x < size.width; x++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * narrow[(first + k) * size.width + x]!;
      picture[y * size.width + x] = Math.min(1, sum);
    }
  }
  return picture;
}

/** For each pixel, which places of the paper it spans, and the part of it that each takes. */
function coverOf(pixels: number, start: number, step: number, length: number) {
  return Array.from({ length: pixels }, (_, pixel) => {
    const from = start + pixel * step;
    const to = from + step;
    const first = Math.max(0, Math.floor(from));
    const last = Math.min(length, Math.ceil(to));
    const weights = Array.from({ length: Math.max(0, last - first) }, (_, k) => {
      const place = first + k;
      return Math.max(0, Math.min(to, place + 1) - Math.max(from, place)) / step;
    });
    return { first, weights };
  });
}
