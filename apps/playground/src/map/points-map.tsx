import { useWidth } from '@autoencoders/app-kit';
import { useComputedColorScheme, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Backdrop } from './backdrop.js';
import { drawPoints } from './draw-points.js';
import { drawSpots } from './draw-spots.js';
import { type Extent, extentOf } from './extent.js';
import { nearestPoint } from './nearest-point.js';
import { useCanvas } from './use-canvas.js';
import { viewOf } from './view.js';

/** Properties of {@link PointsMap}. */
export interface PointsMapProps {
  /** What the map shows, for those who do not see it. */
  readonly label: string;
  /** `x, y` of one point after another. */
  readonly points: Float32Array;
  /** The group of each point, which is its colour by the kit's `colourOf`. */
  readonly groups?: Uint8Array | undefined;
  /** Names of the groups, told of the point under the keyboard's cursor. */
  readonly names?: readonly string[] | undefined;
  /** Groups that are not drawn, nor found by the pointer. */
  readonly hidden?: ReadonlySet<number> | undefined;
  /** What is to be seen. Default all points. */
  readonly extent?: Extent | undefined;
  /** Whether a unit is as long across as upwards. Default true. */
  readonly equal?: boolean;
  /** Width by height. Default 4 / 3. */
  readonly aspect?: number;
  /** Names of the axes; without them no numbers are shown. */
  readonly axes?: readonly [string, string] | undefined;
  readonly backdrop?: Backdrop | undefined;
  /** A place that is marked. */
  readonly marker?: readonly [number, number] | undefined;
  /** Told the point under the pointer, or the keyboard's cursor; `undefined` when there is none any more. */
  readonly onHover?: (index: number | undefined) => void;
  /** Told the place that is clicked, dragged over, or moved to by arrow keys, in the coordinates of the points. */
  readonly onPick?: (x: number, y: number) => void;
}

/** How far from a point the pointer still finds it, and the keyboard's cursor, in pixels. */
const reach = { pointer: 16, keys: 40 };

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Thousands of points on a plane, to be looked at one by one, by pointer and by keyboard. */
export function PointsMap({
  label,
  points,
  groups,
  names,
  hidden,
  extent,
  equal = true,
  aspect = 4 / 3,
  axes,
  backdrop,
  marker,
  onHover,
  onPick,
}: PointsMapProps) {
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const [place, width] = useWidth();
  const [hovered, setHovered] = useState<number>();
  const [cursor, setCursor] = useState<readonly [number, number]>();
  const [told, setTold] = useState('');
  const keysHelp = useId();
  const height = Math.round(width / aspect);
  const seen = useMemo(() => extent ?? extentOf(points), [extent, points]);
  const view = useMemo(() => viewOf(seen, width, height, equal), [seen, width, height, equal]);
  const inks = dark
    ? { paper: '#1f1f1f', grid: '#343434', text: '#c9c9c9', ink: '#ffffff' }
    : { paper: '#ffffff', grid: '#eceff2', text: '#495057', ink: '#212529' };

  const under = useCanvas(
    width,
    height,
    (context) => drawPoints(context, { view, points, groups, hidden, backdrop, axes, inks }),
    [view, points, groups, hidden, backdrop, axes?.[0], axes?.[1], dark],
  );
  const over = useCanvas(
    width,
    height,
    (context) => drawSpots(context, { view, points, groups, hovered, marker: marker ?? cursor, ...inks }),
    [view, points, groups, hovered, marker?.[0], marker?.[1], cursor, dark],
  );

  // The mesh of points is made when it is first needed.
  const mesh = useRef<ReturnType<typeof nearestPoint>>(undefined);
  useEffect(() => {
    mesh.current = undefined;
  }, [points, groups, hidden, view]);
  const find = (left: number, top: number, within: number) => {
    mesh.current ??= nearestPoint(points, view, (index) => !hidden?.has(groups?.[index] ?? 0));
    return mesh.current(left, top, within);
  };

  const hover = (index: number | undefined) => {
    if (index === hovered) return;
    setHovered(index);
    onHover?.(index);
  };
  const point = (event: PointerEvent, pick: boolean) => {
    const box = event.currentTarget.getBoundingClientRect();
    const left = event.clientX - box.left;
    const top = event.clientY - box.top;
    hover(find(left, top, reach.pointer));
    if (!pick) return;
    setCursor(undefined);
    onPick?.(...view.toData(left, top));
  };
  const press = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    const home = event.key === 'Home';
    if (!arrow && !home) return;
    event.preventDefault();
    const middle = view.toData(width / 2, height / 2);
    const from = home ? middle : (marker ?? cursor ?? middle);
    const pixels = view.toPixel(from[0], from[1]);
    const step = (Math.min(width, height) / 50) * (event.shiftKey ? 5 : 1);
    const left = Math.min(width, Math.max(0, pixels[0] + (arrow?.[0] ?? 0) * step));
    const top = Math.min(height, Math.max(0, pixels[1] - (arrow?.[1] ?? 0) * step));
    const [x, y] = view.toData(left, top);
    const index = find(left, top, reach.keys);
    setCursor([x, y]);
    hover(index);
    onPick?.(x, y);
    const group = index === undefined ? undefined : names?.[groups?.[index] ?? -1];
    setTold(`${x.toPrecision(3)}, ${y.toPrecision(3)}${group === undefined ? '' : `, near ${group}`}`);
  };

  const layers = (
    <>
      <canvas ref={under} style={layer} aria-hidden />
      <canvas ref={over} style={layer} aria-hidden />
    </>
  );
  const frame = { ...frameStyle, aspectRatio: `${aspect}`, background: inks.paper };
  if (!onHover && !onPick) {
    return (
      <div ref={place} role="img" aria-label={label} style={frame}>
        {layers}
      </div>
    );
  }
  return (
    <div>
      <div
        ref={place}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move over the map
        tabIndex={0}
        aria-label={label}
        aria-describedby={keysHelp}
        style={{ ...frame, cursor: onPick ? 'crosshair' : 'default' }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          point(event, true);
        }}
        onPointerMove={(event) => point(event, (event.buttons & 1) === 1)}
        onPointerLeave={(event) => {
          if (event.pointerType === 'mouse') hover(undefined);
        }}
        onKeyDown={press}
      >
        {layers}
      </div>
      <VisuallyHidden>
        <span id={keysHelp}>
          Arrow keys move over the map, with Shift in larger steps; Home goes to its middle.
        </span>
        <span role="status">{told}</span>
      </VisuallyHidden>
    </div>
  );
}

const layer = { position: 'absolute', inset: 0, width: '100%', height: '100%' } as const;

const frameStyle = {
  position: 'relative',
  width: '100%',
  border: '1px solid var(--line)',
  borderRadius: 'var(--mantine-radius-md)',
  overflow: 'hidden',
  // A finger drawn upwards scrolls the page.
  touchAction: 'pan-y',
  userSelect: 'none',
} as const;
