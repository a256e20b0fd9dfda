import type { KeyboardEvent } from 'react';
import { scoreOf, useAnomaly } from './anomaly-state.js';
import type { ScoreAxis } from './score-axis.js';
import type { Scored } from './scored.js';
import { told } from './told.js';

/** Properties of {@link ThresholdHandle}. */
export interface ThresholdHandleProps {
  readonly scored: Scored;
  readonly axis: ScoreAxis;
  /** Told the place along the axis that it is moved to. */
  readonly onMove: (place: number) => void;
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.005,
  ArrowDown: -0.005,
  ArrowRight: 0.005,
  ArrowUp: 0.005,
  PageDown: -0.05,
  PageUp: 0.05,
};

/** The threshold as a line over the histogram, moved by the keyboard as a slider is. */
export function ThresholdHandle({ scored, axis, onMove }: ThresholdHandleProps) {
  const threshold = useAnomaly((state) => scoreOf(state.threshold, scored));
  const place = axis.place(threshold);
  const press = (event: KeyboardEvent) => {
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? 1 : place + (steps[event.key] ?? Number.NaN);
    if (Number.isNaN(to)) return;
    event.preventDefault();
    onMove(to);
  };
  return (
    <div
      className="score-threshold"
      style={{ left: `${100 * place}%` }}
      role="slider"
      tabIndex={0}
      aria-label="Threshold"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * place)}
      aria-valuetext={`a score of ${told(threshold)}`}
      onKeyDown={press}
    >
      <span className="score-grip" />
    </div>
  );
}
