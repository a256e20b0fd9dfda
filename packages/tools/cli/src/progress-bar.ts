import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

/** Shows how far a training is. */
export interface ProgressBar {
  /** Steps taken so far and the figures to show beside them. */
  update(step: number, epoch: number, terms: Readonly<Record<string, number>>): void;
  /** Leaves the last state on its line. */
  stop(): void;
}

const silent: ProgressBar = { update: () => {}, stop: () => {} };

/** A bar on a terminal's standard error; nothing where no person is looking. */
export function progressBar(
  terminal: Terminal,
  plan: { readonly start: number; readonly steps: number; readonly epochs: number },
): ProgressBar {
  if (!terminal.stderr.isTTY) return silent;
  const bar = new SingleBar({
    // cli-progress asks for a terminal's stream by type, yet only writes and moves the cursor.
    stream: terminal.stderr as NodeJS.WriteStream,
    format: 'epoch {epoch}/{epochs} |{bar}| step {value}/{total} | {rate} steps/s | {left} left | {terms}',
    barsize: 20,
    hideCursor: true,
    fps: 5,
    gracefulExit: false,
  });
  const began = performance.now();
  const payload = { epoch: 1, epochs: plan.epochs, rate: '–', left: '–', terms: '' };
  bar.start(plan.steps, plan.start, payload);
  return {
    update: (step, epoch, terms) => {
      const rate = (step - plan.start) / ((performance.now() - began) / 1000);
      bar.update(step, {
        epoch: Math.min(epoch, plan.epochs),
        rate: rate.toFixed(rate < 10 ? 1 : 0),
        left: duration((plan.steps - step) / rate),
        terms: formatTerms(terms),
      });
    },
    stop: () => bar.stop(),
  };
}

/** `loss 104.21, kl 25.3`. */
export function formatTerms(terms: Readonly<Record<string, number>>): string {
  return Object.entries(terms)
    .map(([name, value]) => `${name} ${formatFigure(value)}`)
    .join(', ');
}

/** A figure with five significant digits. */
export function formatFigure(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(5))) : String(value);
}

/** `1:05` or `2:01:05`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
