import { Window } from './convolution';
import { loadSome, multiplyAdd, storeSome } from './simd';

// Each channel is filtered by itself: with `multiplier` filters, laid out `[taps, channels, multiplier]`. The grid
// of the window is the output's.

const FORWARD: i32 = 0;
const TO_INPUT: i32 = 1;
const TO_FILTER: i32 = 2;

/**
 * Goes through every position, tap and channel: forward adds to the output what the filter makes of the input; the
 * gradients add to the input or the filter what the output's gradient makes. What is added to is cleared first.
 */
export function depthwise(
  parameters: usize, direction: i32, images: i32, multiplier: i32, image: usize, filter: usize, output: usize,
): void {
  const window = changetype<Window>(parameters);
  const channels = window.channels;
  const outputs = channels * multiplier;
  const taps = window.tapsY * window.tapsX;
  if (direction == FORWARD) {
    memory.fill(output, 0, <usize>(images * window.gridHeight * window.gridWidth * outputs) << 2);
  } else if (direction == TO_INPUT) {
    memory.fill(image, 0, <usize>(images * window.height * window.width * channels) << 2);
  } else memory.fill(filter, 0, <usize>(taps * outputs) << 2);
  let out = output;
  for (let n = 0; n < images; n++) {
    for (let row = 0; row < window.gridHeight; row++) {
      for (let column = 0; column < window.gridWidth; column++) {
        const y0 = row * window.strideY + window.startY;
        const x0 = column * window.strideX + window.startX;
        for (let v = 0; v < window.tapsY; v++) {
          const y = y0 + v * window.stepY;
          if (<u32>y >= <u32>window.height) continue;
          for (let u = 0; u < window.tapsX; u++) {
            const x = x0 + u * window.stepX;
            if (<u32>x >= <u32>window.width) continue;
            const seen = image + (<usize>(((n * window.height + y) * window.width + x) * channels) << 2);
            const weights = filter + (<usize>((v * window.tapsX + u) * outputs) << 2);
            if (multiplier == 1) lanes(direction, channels, seen, weights, out);
            else scalars(direction, channels, multiplier, seen, weights, out);
          }
        }
        out += <usize>outputs << 2;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function lanes(direction: i32, channels: i32, seen: usize, weights: usize, out: usize): void {
  const target = direction == FORWARD ? out : direction == TO_INPUT ? seen : weights;
  const one = direction == TO_FILTER ? seen : weights;
  const other = direction == FORWARD ? seen : out;
  let o: usize = 0;
  let left = channels;
  for (; left >= 4; left -= 4) {
    v128.store(target + o, multiplyAdd(v128.load(one + o), v128.load(other + o), v128.load(target + o)));
    o += 16;
  }
  if (left > 0) {
    const sum = multiplyAdd(loadSome(one + o, left), loadSome(other + o, left), loadSome(target + o, left));
    storeSome(target + o, sum, left);
  }
}

function scalars(
  direction: i32, channels: i32, multiplier: i32, seen: usize, weights: usize, out: usize,
): void {
  for (let c = 0; c < channels; c++) {
    for (let q = 0; q < multiplier; q++) {
      const w = weights + (<usize>(c * multiplier + q) << 2);
      const o = out + (<usize>(c * multiplier + q) << 2);
      const i = seen + (<usize>c << 2);
      if (direction == FORWARD) store<f32>(o, load<f32>(o) + load<f32>(i) * load<f32>(w));
      else if (direction == TO_INPUT) store<f32>(i, load<f32>(i) + load<f32>(o) * load<f32>(w));
      else store<f32>(w, load<f32>(w) + load<f32>(i) * load<f32>(o));
    }
  }
}
