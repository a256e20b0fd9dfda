import type { UpdateEntry, UpdateRule } from '../updates/update-rule.js';
import { elementwise, type Program, runElementwise } from './run-program.js';
import { webgpuBackend } from './webgpu-backend.js';
import { copyOf, noteWrite, ownData } from './written-data.js';

/**
 * Updates variables and moments in place, one dispatch for each variable: `w ← w - η · change(g, moments)` by the
 * rule. Other holders of a variable's or moment's data (clones, reshapes) keep what they have.
 */
export function webgpuUpdate(rule: UpdateRule, entries: readonly UpdateEntry[]): void {
  const backend = webgpuBackend();
  for (const { variable, gradient, slots } of entries) {
    if (variable.size === 0) continue;
    const written = [variable, ...slots];
    for (const tensor of written) ownData(backend, tensor);
    // A buffer cannot be bound to be written and to be read at once.
    const aliased = written.some(({ dataId }) => dataId === gradient.dataId);
    const read = aliased ? copyOf(backend, gradient) : gradient;
    const { program, uniforms } = programOf(rule, slots.length);
    runElementwise(backend, program, variable.size, { written, read: [read], uniforms });
    if (aliased) read.dispose();
    for (const { dataId } of written) noteWrite(backend, dataId);
  }
}

function programOf(rule: UpdateRule, slots: number): { program: Program; uniforms: number[] } {
  switch (rule.name) {
    case 'adam': {
      const meanScale = (1 - rule.beta1) / (1 - rule.beta1 ** rule.step);
      const rootScale = Math.sqrt((1 - rule.beta2) / (1 - rule.beta2 ** rule.step));
      return {
        program: adam,
        uniforms: [
          rule.beta1,
          rule.beta2,
          rule.epsilon / rootScale,
          (rule.learningRate * meanScale) / rootScale,
          1 - rule.learningRate * rule.weightDecay,
        ],
      };
    }
    case 'sgd': {
      const kept = 1 - rule.learningRate * rule.weightDecay;
      if (slots === 0) return { program: sgd, uniforms: [rule.learningRate, kept] };
      return {
        program: rule.nesterov ? nesterov : momentum,
        uniforms: [rule.momentum, rule.learningRate, kept],
      };
    }
    case 'rmsProp':
      return {
        program: rmsProp,
        uniforms: [rule.decay, 1 - rule.decay, rule.epsilon, rule.learningRate],
      };
  }
}

/** The moments hold m / (1 - β₁) and v / (1 - β₂); the rate and ε make up for it. */
const adam = elementwise({
  name: 'update-adam',
  written: ['weights', 'means', 'squares'],
  read: ['gradients'],
  uniforms: { beta1: 'f32', beta2: 'f32', epsilon: 'f32', rate: 'f32', kept: 'f32' },
  body: `let gradient = gradients[index];
    let mean = means[index] * uniforms.beta1 + gradient;
    let square = squares[index] * uniforms.beta2 + gradient * gradient;
    means[index] = mean;
    squares[index] = square;
    weights[index] = weights[index] * uniforms.kept
      - mean / (sqrt(square) + uniforms.epsilon) * uniforms.rate;`,
});

const sgd = elementwise({
  name: 'update-sgd',
  written: ['weights'],
  read: ['gradients'],
  uniforms: { rate: 'f32', kept: 'f32' },
  body: 'weights[index] = weights[index] * uniforms.kept - gradients[index] * uniforms.rate;',
});

const momentum = withMomentum('update-sgd-momentum', 'change');
const nesterov = withMomentum('update-sgd-nesterov', 'change * uniforms.momentum + gradient');

function withMomentum(name: string, direction: string): Program {
  return elementwise({
    name,
    written: ['weights', 'changes'],
    read: ['gradients'],
    uniforms: { momentum: 'f32', rate: 'f32', kept: 'f32' },
    body: `let gradient = gradients[index];
      let change = changes[index] * uniforms.momentum + gradient;
      changes[index] = change;
      weights[index] = weights[index] * uniforms.kept - (${direction}) * uniforms.rate;`,
  });
}

const rmsProp = elementwise({
  name: 'update-rms-prop',
  written: ['weights', 'squares'],
  read: ['gradients'],
  uniforms: { decay: 'f32', rest: 'f32', epsilon: 'f32', rate: 'f32' },
  body: `let gradient = gradients[index];
    let square = squares[index] * uniforms.decay + gradient * gradient * uniforms.rest;
    squares[index] = square;
    weights[index] -= gradient / (sqrt(square) + uniforms.epsilon) * uniforms.rate;`,
});
