import 'uplot/dist/uPlot.min.css';
import { Box, Group, Text, useComputedColorScheme, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { colourOf } from './palette.js';

/** One line: a value, or a gap, for each `x`. */
export interface PlotLine {
  readonly name: string;
  readonly values: readonly (number | null | undefined)[];
  readonly dashed?: boolean;
  readonly colour?: string;
}

/** Properties of {@link LinePlot}. */
export interface LinePlotProps {
  /** What the plot shows, for those who do not see it. */
  readonly label: string;
  readonly x: readonly number[];
  readonly xLabel: string;
  readonly lines: readonly PlotLine[];
  readonly height?: number;
  /** Counts on a logarithmic scale where every value is positive. */
  readonly logarithmic?: boolean;
  /** Called with the index of `x` that is clicked. */
  readonly onPick?: (index: number) => void;
}

/** Lines over a common axis, drawn anew in about a millisecond: fit for figures that come in as one watches. */
export function LinePlot({
  label,
  x,
  xLabel,
  lines,
  height = 260,
  logarithmic = false,
  onPick,
}: LinePlotProps) {
  const [under, setUnder] = useState<number>();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const names = lines.map(({ name, dashed }) => `${name}${dashed ? '-' : ''}`).join('|');
  const data: uPlot.AlignedData = [x as number[], ...lines.map(({ values }) => values as (number | null)[])];

  useEffect(() => {
    const element = place.current!;
    const ink = scheme === 'dark' ? '#c9c9c9' : '#495057';
    const grid = { stroke: scheme === 'dark' ? '#3b3b3b' : '#e9ecef', width: 1 };
    const axis = { stroke: ink, grid, ticks: grid, font: '12px system-ui' };
    const made = new uPlot(
      {
        width: element.clientWidth,
        height,
        cursor: { drag: { x: false, y: false } },
        legend: { show: false },
        hooks: { setCursor: [({ cursor }) => setUnder(cursor.idx ?? undefined)] },
        scales: { x: { time: false }, y: logarithmic ? { distr: 3 } : {} },
        axes: [
          { ...axis, label: xLabel, labelSize: 20, labelFont: '12px system-ui' },
          { ...axis, size: 62 },
        ],
        series: [
          { label: xLabel },
          ...lines.map(({ name, dashed, colour }, index) => ({
            label: name,
            stroke: colour ?? colourOf(index),
            width: 2,
            ...(dashed ? { dash: [6, 4] } : {}),
            points: { show: x.length < 3 },
            spanGaps: true,
          })),
        ],
      },
      data,
      element,
    );
    const click = () => {
      const index = made.cursor.idx;
      if (index !== null && index !== undefined) pick.current?.(index);
    };
    made.over.addEventListener('click', click);
    plot.current = made;
    const watcher = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [names, scheme, height, logarithmic, xLabel, x.length < 3]);

  useEffect(() => plot.current?.setData(data));

  const at = under ?? x.length - 1;
  return (
    <Box
      role="img"
      aria-label={`${label}. Latest: ${lines.map((line) => told(line, x.length - 1)).join(', ')}`}
    >
      <VisuallyHidden>{label}</VisuallyHidden>
      <div ref={place} aria-hidden />
      <Group gap="2px 16px" aria-hidden>
        {under !== undefined && (
          <Text size="xs">
            {xLabel} {x[at]?.toPrecision(4)}
          </Text>
        )}
        {lines.map((line, index) => (
          <Group key={line.name} gap={6} wrap="nowrap">
            <Box
              w={14}
              style={{
                borderTop: `3px ${line.dashed ? 'dotted' : 'solid'} ${line.colour ?? colourOf(index)}`,
              }}
            />
            <Text size="xs">{told(line, at)}</Text>
          </Group>
        ))}
      </Group>
    </Box>
  );
}

/** A line's name and its value there, or the one before where there is a gap. */
function told({ name, values }: PlotLine, at: number): string {
  const value = values.slice(0, at + 1).findLast((each) => typeof each === 'number');
  return typeof value === 'number' ? `${name} ${value.toPrecision(4)}` : name;
}
