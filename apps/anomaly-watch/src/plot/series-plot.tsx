import { Box, Text, useComputedColorScheme } from '@mantine/core';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { type Band, draw, gutter, heightOf, type Panel } from './draw.js';
import { longTime, numberTicks, shortNumber, timeTicks } from './ticks.js';

/** Properties of {@link SeriesPlot}. */
export interface SeriesPlotProps {
  /** What it shows, for those who do not see it. */
  readonly label: string;
  readonly width: number;
  readonly panels: readonly Panel[];
  readonly bands: readonly Band[];
  readonly view: { readonly from: number; readonly to: number };
  readonly axis: 'time' | 'number' | 'row';
  readonly selected?: number;
  /** Called with the part of the axis that is dragged over. */
  readonly onBrush: (from: number, to: number) => void;
  /** Called with the place on the axis that is clicked. */
  readonly onPick: (at: number) => void;
}

/** Pixels from which a press is a drag. */
const drag = 5;

/** Lines above one another over one axis, on which one drags over a part or picks a place. */
export function SeriesPlot(props: SeriesPlotProps) {
  const { label, width, panels, bands, view, axis, selected, onBrush, onPick } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [under, setUnder] = useState<number>();
  const [pressed, setPressed] = useState<number>();
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const height = heightOf(panels);
  const inner = Math.max(1, width - gutter.left - gutter.right);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.current!.width = width * ratio;
    canvas.current!.height = height * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const most = Math.max(2, Math.floor(inner / 66));
    const ticks =
      axis === 'time' ? timeTicks(view.from, view.to, most) : numberTicks(view.from, view.to, most);
    draw(context, width, { panels, bands, view, ticks, selected, dark });
  });

  const at = (pixel: number) => view.from + ((pixel - gutter.left) / inner) * (view.to - view.from);
  const pixelOf = (event: PointerEvent) =>
    Math.min(
      width - gutter.right,
      Math.max(gutter.left, event.clientX - canvas.current!.getBoundingClientRect().left),
    );

  const release = (event: PointerEvent) => {
    if (pressed === undefined) return;
    const pixel = pixelOf(event);
    setPressed(undefined);
    if (Math.abs(pixel - pressed) < drag) onPick(at(pixel));
    else onBrush(at(Math.min(pixel, pressed)), at(Math.max(pixel, pressed)));
  };

  const brushed = pressed !== undefined && under !== undefined && Math.abs(under - pressed) >= drag;
  return (
    <Box>
      <Box
        pos="relative"
        style={{ height, touchAction: 'pan-y', cursor: 'crosshair' }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setPressed(pixelOf(event));
          setUnder(pixelOf(event));
        }}
        onPointerMove={(event) => setUnder(pixelOf(event))}
        onPointerLeave={() => setUnder(undefined)}
        onPointerUp={release}
        onPointerCancel={() => setPressed(undefined)}
      >
        <canvas
          ref={canvas}
          data-plot
          role="img"
          aria-label={label}
          style={{ width, height, display: 'block' }}
        />
        {under !== undefined && !brushed && <Over left={under} width={1} />}
        {brushed && <Over left={Math.min(under, pressed)} width={Math.abs(under - pressed)} />}
      </Box>
      <Text size="xs" c="var(--quiet)" aria-hidden mih="3.2em">
        {under === undefined ? 'Drag over a part, or click on a row.' : readout(props, at(under), under)}
      </Text>
    </Box>
  );
}

/** What lies over the lines: the place under the pointer, or the part dragged over. */
function Over({ left, width }: { readonly left: number; readonly width: number }) {
  return (
    <Box
      pos="absolute"
      top={gutter.top}
      bottom={gutter.bottom}
      left={left}
      w={width}
      style={{
        pointerEvents: 'none',
        background: 'var(--mantine-color-indigo-5)',
        opacity: width > 1 ? 0.28 : 0.8,
      }}
    />
  );
}

/** The values under the pointer, or those nearest to the left of it. */
function readout({ axis, panels, width }: SeriesPlotProps, at: number, pixel: number): string {
  const place = axis === 'time' ? longTime(Math.round(at / 1000) * 1000) : shortNumber(at);
  const inner = width - gutter.left - gutter.right;
  const values = panels.map(({ name, low, high }) => {
    let index = Math.min(low.length - 1, Math.floor(((pixel - gutter.left) / inner) * low.length));
    while (index > 0 && !Number.isFinite(low[index]!)) index -= 1;
    const [lowest, highest] = [low[index]!, high[index]!];
    if (!Number.isFinite(lowest)) return `${name} –`;
    return lowest === highest
      ? `${name} ${shortNumber(lowest)}`
      : `${name} ${shortNumber(lowest)} to ${shortNumber(highest)}`;
  });
  return [place, ...values].join(' · ');
}
