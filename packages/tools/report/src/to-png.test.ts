import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { imageGrid } from './image-grid.js';
import { scatter } from './scatter.js';
import { toPng } from './to-png.js';

const picture = scatter({ values: [0, 0, 1, 1], shape: [2, 2] }, undefined, {
  x: 'a wide label',
  width: 200,
  height: 100,
});

/** Dark pixels in the strip that holds the label of the x axis. */
function darkBelow(png: Uint8Array): number {
  const { width, height, channels, data } = decode(png);
  let dark = 0;
  for (let y = Math.floor(height * 0.86); y < height; y++) {
    for (let x = 0; x < width; x++) if (data[(y * width + x) * channels]! < 80) dark++;
  }
  return dark;
}

it('renders at the scale asked for, text included, whatever fonts the machine has', () => {
  const png = toPng(picture, { scale: 3 });
  const { width, height } = decode(png);
  expect([width, height]).toEqual([600, 300]);
  const unlabelled = scatter({ values: [0, 0, 1, 1], shape: [2, 2] }, undefined, { width: 200, height: 100 });
  expect(darkBelow(png)).toBeGreaterThan(darkBelow(toPng(unlabelled, { scale: 3 })) + 200);
});

it('draws dots in their colour', () => {
  const { data, channels } = decode(toPng(picture));
  let dots = 0;
  for (let i = 0; i < data.length; i += channels) {
    if (data[i + 2]! - data[i]! > 80) dots++;
  }
  expect(dots).toBeGreaterThan(40);
});

it('leaves pictures made of pixels as they are', () => {
  const grid = imageGrid({ values: [0.5], shape: [1, 1, 1] });
  expect(toPng(grid)).toBe(grid.png);
});
