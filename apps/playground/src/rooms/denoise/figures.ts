import type { Distance, Distances } from './denoised.js';

/** A distance as people read it. */
export function distanceText({ squaredError, decibels }: Distance): string {
  return squaredError === 0
    ? 'no difference'
    : `MSE ${squaredError.toPrecision(2)}, ${decibelText(decibels)}`;
}

/** A ratio in decibels, with its unit. */
export function decibelText(decibels: number): string {
  return decibels >= 100 ? 'no noise' : `${decibels.toFixed(1)} dB`;
}

/** Whether a model brings noisy items nearer to the clean ones, in a sentence. */
export function verdict({ noisy, cleaned }: Distances): string {
  if (noisy.squaredError === 0) {
    return 'There is no noise: what differs is what the model loses of the clean item.';
  }
  const left = cleaned.squaredError / noisy.squaredError;
  if (left < 0.95) return `It denoises: ${Math.round(100 * (1 - left))}% of the squared error is gone.`;
  if (left <= 1.05) return 'It makes next to no difference to the squared error.';
  return `It does not denoise: what comes out has ${left.toFixed(1)} times the squared error of what went in.`;
}
