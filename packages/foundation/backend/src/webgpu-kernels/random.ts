import * as tf from '@tensorflow/tfjs';
import type { Words } from '../threefry.js';
import { preciseFunctions } from './precise-functions.js';
import { elementwise, type Program, runElementwise } from './run-program.js';
import { makeOutput, webgpuBackend } from './webgpu-backend.js';

/**
 * Uniform values in `[0, 1)`, `(word >> 8) / 2^24` of the stream that `key` names: to the bit those of
 * `randomSource`. One dispatch, no upload.
 */
export function webgpuUniform(key: Words, shape: readonly number[]): tf.Tensor {
  return draw(uniform, key, shape);
}

/**
 * Standard normal values of the stream that `key` names, by Box and Muller: `√(-2 ln u) (cos φ, sin φ)` of each
 * pair of words. Those of `randomSource` but for roundings of float32. One dispatch, no upload.
 */
export function webgpuNormal(key: Words, shape: readonly number[]): tf.Tensor {
  return draw(normal, key, shape);
}

function draw(program: Program, key: Words, shape: readonly number[]): tf.Tensor {
  const backend = webgpuBackend();
  const values = tf.engine().makeTensorFromTensorInfo(makeOutput(backend, shape));
  // A thread makes the two values of one block.
  runElementwise(backend, program, Math.ceil(values.size / 2), {
    written: [values],
    read: [],
    uniforms: [key[0] >>> 0, key[1] >>> 0, values.size],
  });
  return values;
}

function drawing(name: string, pair: string): Program {
  return elementwise({
    name,
    written: ['values'],
    read: [],
    uniforms: { key0: 'u32', key1: 'u32', count: 'u32' },
    declarations: `${preciseFunctions}\n${threefry}`,
    body: `let words = threefry(vec2<u32>(uniforms.key0, uniforms.key1), vec2<u32>(index, 0u));
      ${pair}
      values[2u * index] = pair.x;
      if (2u * index + 1u < uniforms.count) { values[2u * index + 1u] = pair.y; }`,
  });
}

/** As `threefry.ts` has it. */
const threefry = `
  fn fourRounds(block : vec2<u32>, rotations : vec4<u32>) -> vec2<u32> {
    var next = block;
    for (var i = 0u; i < 4u; i++) {
      next.x += next.y;
      next.y = ((next.y << rotations[i]) | (next.y >> (32u - rotations[i]))) ^ next.x;
    }
    return next;
  }

  fn threefry(key : vec2<u32>, counter : vec2<u32>) -> vec2<u32> {
    let third = key.x ^ key.y ^ 0x1bd11bdau;
    let even = vec4<u32>(13u, 15u, 26u, 6u);
    let odd = vec4<u32>(17u, 29u, 16u, 24u);
    var block = fourRounds(counter + key, even) + vec2<u32>(key.y, third + 1u);
    block = fourRounds(block, odd) + vec2<u32>(third, key.x + 2u);
    block = fourRounds(block, even) + vec2<u32>(key.x, key.y + 3u);
    block = fourRounds(block, odd) + vec2<u32>(key.y, third + 4u);
    return fourRounds(block, even) + vec2<u32>(third, key.x + 5u);
  }
`;

const uniform = drawing('random-uniform', 'let pair = vec2<f32>(words >> vec2<u32>(8u)) * 0x1p-24f;');

// Of u = (word + 1) / 2^32 the logarithm is taken from the side that float32 can tell apart: near 1 from 1 - u.
const normal = drawing(
  'random-normal',
  `var logarithm : f32;
  if (words.x < 0x80000000u) {
    logarithm = log(f32(words.x + 1u) * 0x1p-32f);
  } else {
    logarithm = logOnePlus(-f32(~words.x) * 0x1p-32f);
  }
  let pair = sqrt(-2.0 * logarithm) * cosineAndSine(words.y);`,
);
