import { Card, colourOf, useLatest, useWidth } from '@autoencoders/app-kit';
import { ActionIcon, Group, SegmentedControl, Text } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react';
import { useState } from 'react';
import { chooseNormal, selectRow } from '../page/actions.js';
import { change, useWatch, type WatchState } from '../page/state.js';
import { zoomOut, zoomTo } from '../page/view.js';
import { worker } from '../page/worker.js';
import { bandsOf } from '../plot/bands.js';
import { gutter, type Panel } from '../plot/draw.js';
import { SeriesPlot } from '../plot/series-plot.js';
import { rowAt } from '../table/envelope.js';
import type { linesOf } from '../worker/open-table.js';
import { PlotKey } from './plot-key.js';
import { ThresholdRow } from './threshold-row.js';

/** Where the plot is on the page. */
export const seriesPlace = 'series';

/** The score and the columns over time, with the alarms marked. */
export function SeriesCard() {
  const state = useWatch(
    'table',
    'axis',
    'columns',
    'view',
    'revision',
    'outcome',
    'threshold',
    'selected',
    'dragging',
    'activity',
    'normal',
    'normalBands',
    'judgement',
  );
  const { table, axis, columns, view, revision, outcome, threshold, selected, dragging, activity } = state;
  const [place, width] = useWidth();
  const [lines, setLines] = useState<ReturnType<typeof linesOf>>();
  const pixels = Math.min(1600, Math.max(50, width - gutter.left - gutter.right));
  useLatest(async () => {
    if (!table || width === 0) return;
    setLines(await worker().lines({ ...view, pixels }, columns));
  }, [table, view, pixels, columns, revision, outcome, width === 0]);
  if (!table || !axis) return null;

  const panels: Panel[] = [
    ...(lines?.score && outcome
      ? [{ name: 'score', colour: 'ink', height: 150, threshold, ...lines.score }]
      : []),
    ...(lines?.columns ?? []).map((line, index) => ({
      ...line,
      colour: colourOf(index),
      height: columns.length > 8 ? 52 : 76,
    })),
  ];
  const move = (share: number) => {
    const width = view.to - view.from;
    const whole = { from: axis.x[0]!, to: axis.x.at(-1)! };
    const by = Math.max(whole.from - view.from, Math.min(whole.to - view.to, share * width));
    change({ view: { from: view.from + by, to: view.to + by } });
  };
  const zoom = (times: number) => {
    const middle = (view.from + view.to) / 2;
    const half = ((view.to - view.from) * times) / 2;
    zoomTo(middle - half, middle + half);
  };
  const brush = (from: number, to: number) => {
    if (dragging === 'zoom') return zoomTo(from, to);
    if (activity === 'idle') chooseNormal({ by: 'range', from: rowAt(axis.x, from), to: rowAt(axis.x, to) });
  };

  return (
    <Card title={outcome ? 'Scores over time' : 'The columns over time'}>
      <Group justify="space-between" gap="xs">
        <Group gap={6}>
          <Text size="sm">Dragging</Text>
          <SegmentedControl
            size="xs"
            aria-label="What dragging over the plot does"
            data={[
              { value: 'normal', label: 'chooses normal rows' },
              { value: 'zoom', label: 'zooms in' },
            ]}
            value={dragging}
            onChange={(value) => change({ dragging: value as typeof dragging })}
          />
        </Group>
        <ActionIcon.Group>
          <ActionIcon variant="default" size="lg" aria-label="Earlier" onClick={() => move(-0.5)}>
            <IconArrowLeft size={16} />
          </ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label="Later" onClick={() => move(0.5)}>
            <IconArrowRight size={16} />
          </ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label="Zoom in" onClick={() => zoom(0.5)}>
            <IconZoomIn size={16} />
          </ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label="Zoom out" onClick={() => zoom(2)}>
            <IconZoomOut size={16} />
          </ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label="See all rows" onClick={zoomOut}>
            <IconZoomReset size={16} />
          </ActionIcon>
        </ActionIcon.Group>
      </Group>
      {outcome && <ThresholdRow />}
      <div ref={place} id={seriesPlace} style={{ scrollMarginTop: 150 }}>
        {width > 0 && panels.length > 0 && (
          <SeriesPlot
            label={describe(state)}
            width={width}
            panels={panels}
            bands={bandsOf(state)}
            view={view}
            axis={axis.kind}
            {...(selected ? { selected: axis.x[selected.row]! } : {})}
            onBrush={brush}
            onPick={(at) => {
              const row = nearest(axis.x, at);
              if (outcome) void selectRow(row);
            }}
          />
        )}
      </div>
      <PlotKey />
    </Card>
  );
}

function describe({
  columns,
  outcome,
  judgement,
}: Pick<WatchState, 'columns' | 'outcome' | 'judgement'>): string {
  const lines = columns.join(', ');
  if (!outcome || !judgement) return `The columns ${lines} over time`;
  return `The score over time with its threshold, above the columns ${lines}. ${judgement.alarms.length} alarms; the table of the worst tells them one by one.`;
}

function nearest(x: Float64Array, at: number): number {
  const row = Math.min(x.length - 1, rowAt(x, at));
  return row > 0 && at - x[row - 1]! < x[row]! - at ? row - 1 : row;
}
