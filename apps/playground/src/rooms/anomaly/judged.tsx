import { SimpleGrid } from '@mantine/core';
import { useMemo } from 'react';
import { scoreOf, useAnomaly } from './anomaly-state.js';
import { RocPlot } from './roc-plot.js';
import type { OddGroup, Scored } from './scored.js';
import { figuresAt } from './threshold.js';
import { ThresholdFiguresView } from './threshold-figures.js';

/** What the threshold makes of the items that are judged. */
export function Judged({ scored, group }: { readonly scored: Scored; readonly group: OddGroup | undefined }) {
  const threshold = useAnomaly((state) => scoreOf(state.threshold, scored));
  const normal = useMemo(() => scored.normal.slice().sort(), [scored]);
  const odd = useMemo(() => (group?.scores ?? new Float32Array(0)).slice().sort(), [group]);
  const figures = figuresAt(normal, odd, threshold);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <ThresholdFiguresView figures={figures} group={group} />
      {group && <RocPlot group={group} figures={figures} />}
    </SimpleGrid>
  );
}
