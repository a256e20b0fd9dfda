import './score-histogram.css';
import { colourOf } from '@autoencoders/app-kit';
import { Box, Group, Text } from '@mantine/core';
import { useMove } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import { useAnomaly } from './anomaly-state.js';
import { type ScoreAxis, scoreAxis, sharesAlong } from './score-axis.js';
import type { OddGroup, Scored } from './scored.js';
import { ThresholdHandle } from './threshold-handle.js';

/** Properties of {@link ScoreHistogram}. */
export interface ScoreHistogramProps {
  readonly scored: Scored;
  /** The odd ones beside the normal, if any. */
  readonly group: OddGroup | undefined;
}

const bins = 60;

/** How scores are spread among normal and odd items. The threshold moves over it; the bars are not drawn again. */
export const ScoreHistogram = memo(function ScoreHistogram({ scored, group }: ScoreHistogramProps) {
  const change = useAnomaly((state) => state.change);
  const { normal, heldBack, positive } = scored;
  // There is room for the scores that the threshold is set by, too.
  const axis = useMemo(
    () => scoreAxis([normal, heldBack, ...(group ? [group.scores] : [])], positive),
    [normal, heldBack, group, positive],
  );
  const groups = useMemo(() => {
    const all = [{ name: 'normal', scores: normal }, ...(group ? [group] : [])];
    const shares = all.map(({ scores }) => sharesAlong(scores, axis, bins));
    const most = Math.max(...shares.flatMap((each) => [...each]), 1e-9);
    return all.map(({ name, scores }, index) => ({
      name,
      count: scores.length,
      outline: outlineOf(shares[index]!, most),
    }));
  }, [normal, group, axis]);
  const move = (to: number) =>
    change({ threshold: { by: 'score', score: axis.scoreAt(Math.min(1, Math.max(0, to))) } });
  const { ref } = useMove<HTMLDivElement>(({ x }) => move(x));
  return (
    <Box>
      <Group gap="md" mb={4}>
        {groups.map(({ name, count }, index) => (
          <Group key={name} gap={6}>
            <Box w={12} h={12} style={{ background: colourOf(index), borderRadius: 3 }} aria-hidden />
            <Text size="xs">
              {name} ({count})
            </Text>
          </Group>
        ))}
      </Group>
      <div ref={ref} className="score-plot">
        <svg
          viewBox={`0 0 ${bins} 100`}
          preserveAspectRatio="none"
          className="score-bars"
          role="img"
          aria-label={`Histogram of the scores of ${groups.map(({ name, count }) => `${count} ${name} items`).join(' and ')}`}
        >
          {groups.map(({ name, outline }, index) => (
            <path
              key={name}
              d={outline}
              fill={colourOf(index)}
              fillOpacity={0.65}
              stroke={colourOf(index)}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        <ThresholdHandle scored={scored} axis={axis} onMove={move} />
      </div>
      <div className="score-ticks" aria-hidden>
        {axis.ticks.filter(hasRoom(axis)).map((tick) => (
          <span key={tick} style={{ left: `${100 * axis.place(tick)}%` }}>
            {tick}
          </span>
        ))}
      </div>
      <Text size="xs" c="var(--quiet)" ta="center">
        score{axis.logarithmic && ', on a logarithmic scale'}; each group's bars sum to 100 %
      </Text>
    </Box>
  );
});

/** Whether a number fits beside the end of the axis. */
function hasRoom(axis: ScoreAxis): (tick: number) => boolean {
  return (tick) => Math.abs(axis.place(tick) - 0.5) < 0.47;
}

/** Bars as one outline, of which the highest of all reaches the top. */
function outlineOf(shares: Float64Array, most: number): string {
  const tops = [...shares].map((share, bin) => {
    const y = (100 - (97 * share) / most).toFixed(2);
    return `L${bin} ${y}L${bin + 1} ${y}`;
  });
  return `M0 100${tops.join('')}L${shares.length} 100Z`;
}
