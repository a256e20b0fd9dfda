/** Shapes by number: whether a point is inside the shape of radius 1 about the origin. */
const shapes: readonly ((u: number, v: number) => boolean)[] = [
  // A square whose corners are on the circle, an ellipse that touches it, and a heart inside it.
  (u, v) => Math.abs(u) <= Math.SQRT1_2 && Math.abs(v) <= Math.SQRT1_2,
  (u, v) => u * u + (v / 0.55) ** 2 <= 1,
  (u, v) => {
    const [a, b] = [1.25 * u, 1.25 * v];
    const circle = a * a + b * b - 1;
    return circle * circle * circle <= a * a * b * b * b;
  },
];

/** How many shapes there are. */
export const shapeCount = shapes.length;

/** One shape in an image. */
export interface Sprite {
  /** From 0 to `shapeCount - 1`. */
  readonly shape: number;
  /** Of the circle about the shape, as a share of the image's side. */
  readonly radius: number;
  /** In radians, anticlockwise. */
  readonly orientation: number;
  /** Of the middle, as a share of the side from the left. */
  readonly x: number;
  /** Of the middle, as a share of the side from the top. */
  readonly y: number;
  /** Of what is covered, from 0 to 1. */
  readonly brightness: number;
}

/** Points along either side of a pixel that are looked at: covered ones of 16 make its grey value. */
const points = 4;

/** Draws a sprite into `size · size` bytes that are 0. */
export function drawSprite(pixels: Uint8Array, size: number, sprite: Sprite): void {
  const inside = shapes[sprite.shape]!;
  const radius = sprite.radius * size;
  const [middleX, middleY] = [sprite.x * size, sprite.y * size];
  const [cosine, sine] = [Math.cos(sprite.orientation) / radius, Math.sin(sprite.orientation) / radius];
  // Nothing is covered outside of the circle.
  const first = (middle: number) => Math.max(0, Math.floor(middle - radius));
  const last = (middle: number) => Math.min(size, Math.ceil(middle + radius));
  for (let row = first(middleY); row < last(middleY); row++) {
    for (let column = first(middleX); column < last(middleX); column++) {
      let covered = 0;
      for (let i = 0; i < points; i++) {
        const up = middleY - row - (i + 0.5) / points;
        for (let j = 0; j < points; j++) {
          const right = column + (j + 0.5) / points - middleX;
          if (inside(cosine * right + sine * up, cosine * up - sine * right)) covered += 1;
        }
      }
      pixels[row * size + column] = Math.round((255 * sprite.brightness * covered) / points ** 2);
    }
  }
}
