import { colourOf } from '@autoencoders/app-kit';
import type { Backdrop } from './backdrop.js';
import { roundNumbers, type View } from './view.js';

/** Colours of what is neither point nor picture. */
export interface Inks {
  readonly paper: string;
  readonly grid: string;
  readonly text: string;
}

/** What is drawn under the pointer's layer. */
export interface Drawing {
  readonly view: View;
  readonly points: Float32Array;
  readonly groups: Uint8Array | undefined;
  readonly hidden: ReadonlySet<number> | undefined;
  readonly backdrop: Backdrop | undefined;
  /** Names of the axes; without them neither names nor numbers are drawn. */
  readonly axes: readonly [string, string] | undefined;
  readonly inks: Inks;
}

/** Draws the map: what lies behind, the grid, the points of one group after another. */
export function drawPoints(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { view, backdrop, axes, inks } = drawing;
  context.clearRect(0, 0, view.width, view.height);
  if (backdrop) drawBackdrop(context, view, backdrop);
  if (axes) drawAxes(context, view, axes, inks, backdrop !== undefined);
  drawGroups(context, drawing);
}

/** Radius of a point among so many, in pixels. */
export function radiusOf(count: number): number {
  if (count < 300) return 4.5;
  if (count < 1000) return 3.6;
  return count < 3500 ? 2.8 : 1.8;
}

function drawBackdrop(
  context: CanvasRenderingContext2D,
  view: View,
  { picture, extent: { x, y } }: Backdrop,
): void {
  const [left, top] = view.toPixel(x[0], y[1]);
  const [right, bottom] = view.toPixel(x[1], y[0]);
  context.imageSmoothingEnabled = false;
  // Pale, so that points stand out before it.
  context.globalAlpha = 0.6;
  context.drawImage(picture, left, top, right - left, bottom - top);
  context.globalAlpha = 1;
}

function drawAxes(
  context: CanvasRenderingContext2D,
  { width, height, seen, toPixel }: View,
  [across, up]: readonly [string, string],
  { paper, grid, text }: Inks,
  covered: boolean,
): void {
  context.lineWidth = 1;
  context.strokeStyle = grid;
  context.font = '12px system-ui, sans-serif';
  const named = width - 24 - context.measureText(`${across} →`).width;
  const written: [string, number, number, CanvasTextAlign][] = [];
  for (const value of roundNumbers(...seen.x, width / 90)) {
    const [left] = toPixel(value, 0);
    if (!covered) line(context, Math.round(left) + 0.5, 0, Math.round(left) + 0.5, height);
    if (left > 24 && left < named) written.push([String(value), left, height - 6, 'center']);
  }
  for (const value of roundNumbers(...seen.y, height / 70)) {
    const [, top] = toPixel(0, value);
    if (!covered) line(context, 0, Math.round(top) + 0.5, width, Math.round(top) + 0.5);
    if (top > 30 && top < height - 26) written.push([String(value), 5, top + 4, 'left']);
  }
  written.push([`${across} →`, width - 6, height - 6, 'right'], [`↑ ${up}`, 5, 16, 'left']);
  for (const [words, left, top, align] of written) {
    context.textAlign = align;
    // A rim of the paper's colour, for what is written over points or pictures.
    context.strokeStyle = paper;
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.strokeText(words, left, top);
    context.fillStyle = text;
    context.fillText(words, left, top);
  }
}

function drawGroups(
  context: CanvasRenderingContext2D,
  { view, points, groups, hidden, backdrop, inks }: Drawing,
): void {
  const count = points.length / 2;
  const radius = radiusOf(count);
  const paths = new Map<number, Path2D>();
  for (let index = 0; index < count; index++) {
    const group = groups?.[index] ?? 0;
    if (hidden?.has(group)) continue;
    const [left, top] = view.toPixel(points[2 * index]!, points[2 * index + 1]!);
    if (!Number.isFinite(left + top)) continue;
    let path = paths.get(group);
    if (!path) {
      path = new Path2D();
      paths.set(group, path);
    }
    path.moveTo(left + radius, top);
    path.arc(left, top, radius, 0, 2 * Math.PI);
  }
  for (const [group, path] of [...paths].sort(([a], [b]) => a - b)) {
    context.globalAlpha = 0.85;
    context.fillStyle = colourOf(group);
    context.fill(path);
    if (!backdrop) continue;
    context.globalAlpha = 0.7;
    context.strokeStyle = inks.paper;
    context.lineWidth = 0.8;
    context.stroke(path);
  }
  context.globalAlpha = 1;
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
