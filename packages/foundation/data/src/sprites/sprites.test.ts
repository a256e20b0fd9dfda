import { AutoencoderError, DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { type SpriteFactor, sprites } from '../index.js';

const world = sprites({ size: 32, shape: 3, scale: 2, orientation: 4, x: 3, y: 3, brightness: 2 });
const names = world.factors.map(({ name }) => name);

/** The image of some indices, 0 where not given. */
function image(indices: Partial<Record<SpriteFactor, number>>) {
  return world.render(names.map((name) => indices[name] ?? 0)).values;
}

const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);

/** The middle of the light, in pixels from the left and from the top. */
function middle(values: Float32Array) {
  const total = sum(values);
  const along = (place: (at: number) => number) =>
    values.reduce((moment, value, at) => moment + value * (place(at) + 0.5), 0) / total;
  return [along((at) => at % 32), along((at) => Math.floor(at / 32))];
}

describe('sprites', () => {
  it('are every combination once, the last factor fastest', () => {
    expect(names).toEqual(['shape', 'scale', 'orientation', 'x', 'y', 'brightness']);
    expect(world.combinations).toBe(3 * 2 * 4 * 3 * 3 * 2);
    const { data, factors } = world.all();
    expect([data.size, data.shape, factors.shape]).toEqual([432, [32, 32, 1], [432, 6]]);
    const rows = Array.from({ length: 432 }, (_, row) => factors.values.slice(6 * row, 6 * row + 6).join());
    expect(new Set(rows).size).toBe(432);
    expect([rows[0], rows[1], rows[2], rows[431]]).toEqual([
      '0,0,0,0,0,0',
      '0,0,0,0,0,1',
      '0,0,0,0,1,0',
      '2,1,3,2,2,1',
    ]);
  });

  it('have the areas of their shapes', () => {
    const radius = 0.25 * 32;
    const area = (shape: number) => sum(image({ shape, scale: 1, brightness: 1 }));
    expect(Math.abs(area(0) / (2 * radius ** 2) - 1)).toBeLessThan(0.04);
    expect(Math.abs(area(1) / (0.55 * Math.PI * radius ** 2) - 1)).toBeLessThan(0.02);
    // The heart's area is about 3.66 in its own units, of which 1.25 are a radius.
    expect(Math.abs(area(2) / (3.66 * (radius / 1.25) ** 2) - 1)).toBeLessThan(0.03);
  });

  it('each factor changes what it says', () => {
    expect(sum(image({ brightness: 0 })) / sum(image({ brightness: 1 }))).toBeCloseTo(0.4, 2);
    expect(sum(image({ shape: 1, scale: 1 })) / sum(image({ shape: 1, scale: 0 }))).toBeCloseTo(4, 0);
    expect(middle(image({ x: 0, y: 2 }))[0]).toBeCloseTo(8, 1);
    expect(middle(image({ x: 0, y: 2 }))[1]).toBeCloseTo(24, 1);
    expect(middle(image({ x: 1, y: 1 })).map(Math.round)).toEqual([16, 16]);
    // A quarter of a turn: an ellipse lies, and then it stands.
    const lying = image({ shape: 1, scale: 1, x: 1, y: 1 });
    const standing = image({ shape: 1, scale: 1, x: 1, y: 1, orientation: 1 });
    expect(lying[16 * 32 + 9]).toBeGreaterThan(0.3);
    expect(standing[16 * 32 + 9]).toBe(0);
    for (let row = 0; row < 32; row++) {
      for (let column = 0; column < 32; column++) {
        expect(standing[column * 32 + 31 - row]).toBe(lying[row * 32 + column]);
      }
    }
  });

  it('turn anticlockwise: the heart lies on its side', () => {
    const upright = middle(image({ shape: 2, scale: 1, x: 1, y: 1 }));
    const turned = middle(image({ shape: 2, scale: 1, x: 1, y: 1, orientation: 1 }));
    // The lobes are above the tip, which is down; turned to the left, they are left.
    expect(upright[1]).toBeLessThan(16);
    expect(turned[0]).toBeLessThan(16);
    expect(turned[1]).toBeCloseTo(16, 1);
  });

  it('are whole wherever they are', () => {
    for (const shape of [0, 1, 2]) {
      for (const orientation of [0, 1, 2, 3]) {
        const whole = { shape, orientation, scale: 1 };
        const light = sum(image({ ...whole, x: 1, y: 1 }));
        for (const [x, y] of [
          [0, 0],
          [2, 0],
          [0, 2],
          [2, 2],
        ] as const) {
          expect(sum(image({ ...whole, x, y })) / light).toBeCloseTo(1, 4);
        }
      }
    }
  });

  it('are rendered as they are in the dataset, and sampled by seed without repetition', () => {
    const { data, factors } = world.sample({ examples: 40, seed: 3 });
    const rows = Array.from({ length: 40 }, (_, row) => row);
    expect(world.render(factors.values)).toEqual({ values: data.values(rows), shape: [40, 32, 32, 1] });
    const keys = rows.map((row) => factors.values.slice(6 * row, 6 * row + 6).join());
    expect(new Set(keys).size).toBe(40);
    expect(world.sample({ examples: 40, seed: 3 }).factors).toEqual(factors);
    expect(world.sample({ examples: 40, seed: 4 }).factors).not.toEqual(factors);
  });

  it('leave out factors of one value, and use no engine', async () => {
    await expectNoLeak(() => {
      const { factors } = sprites({ shape: 1, orientation: 1, scale: 1, x: 2, y: 2 });
      expect(factors).toEqual([
        { name: 'x', values: [0.25, 0.75] },
        { name: 'y', values: [0.25, 0.75] },
      ]);
    });
  });

  it.each([
    [() => sprites({ size: 4 }), OptionError, 'size'],
    [() => sprites({ shape: 4 }), OptionError, 'there are 3 shapes'],
    [() => sprites({ x: 0 }), OptionError, 'x is 0'],
    [() => sprites({ colour: 3 } as object), OptionError, "there is no 'colour'"],
    [() => sprites({ x: 1000, y: 1000 }), OptionError, 'combinations'],
    [() => sprites({ shape: 1, scale: 1, orientation: 1, x: 1, y: 1 }), OptionError, 'nothing varies'],
    [() => world.sample({ examples: 433 }), OptionError, 'there are 432'],
    [() => world.render([0, 0]), ShapeError, 'whole rows'],
    [() => world.render([]), DataError, 'no indices'],
    [() => world.render([0, 0, 0, 3, 0, 0]), DataError, 'row 0 has x 3'],
  ] as const)('say what is wrong (%#)', (work, type, message) => {
    expect(work).toThrow(type);
    expect(work).toThrow(AutoencoderError);
    expect(work).toThrow(message);
  });
});
