import type { Envelope } from '../table/envelope.js';
import { numberTicks, type Tick } from './ticks.js';

/** One plot of several above one another. */
export interface Panel extends Envelope {
  readonly name: string;
  /** `'ink'` for that of text. */
  readonly colour: string;
  readonly height: number;
  /** Where alarms begin. */
  readonly threshold?: number;
}

/** What a stretch of the axis is marked as. */
export interface Band {
  readonly kind: 'alarm' | 'fault' | 'normal';
  readonly from: number;
  readonly to: number;
}

/** All that is drawn. */
export interface Drawing {
  readonly panels: readonly Panel[];
  readonly bands: readonly Band[];
  readonly view: { readonly from: number; readonly to: number };
  readonly ticks: readonly Tick[];
  readonly selected: number | undefined;
  readonly dark: boolean;
}

/** Space for numbers at the left, for names above each panel, and for times below all. */
export const gutter = { left: 52, right: 10, top: 20, bottom: 24 };

/** The height of a drawing. */
export function heightOf(panels: readonly { readonly height: number }[]): number {
  return panels.reduce((sum, { height }) => sum + height + gutter.top, 0) + gutter.bottom;
}

/** Colours that are told apart on light and dark. */
export function inkOf(dark: boolean) {
  return dark
    ? {
        text: '#c9c9c9',
        grid: '#3b3b3b',
        alarm: 'rgba(255, 107, 107, 0.32)',
        normal: 'rgba(56, 217, 169, 0.13)',
        fault: '#b197fc',
        threshold: '#ff8787',
        selected: '#ffffff',
      }
    : {
        text: '#495057',
        grid: '#e9ecef',
        alarm: 'rgba(250, 82, 82, 0.25)',
        normal: 'rgba(18, 184, 134, 0.11)',
        fault: '#7048e8',
        threshold: '#c92a2a',
        selected: '#212529',
      };
}

/** Draws panels above one another over one axis, on a canvas that is `width` wide in CSS pixels. */
export function draw(context: CanvasRenderingContext2D, width: number, drawing: Drawing): void {
  const { panels, bands, view, ticks, selected, dark } = drawing;
  const ink = inkOf(dark);
  const inner = width - gutter.left - gutter.right;
  const place = (at: number) => gutter.left + ((at - view.from) / (view.to - view.from)) * inner;
  const height = heightOf(panels);
  context.clearRect(0, 0, width, height);
  context.font = '12px system-ui, sans-serif';
  context.lineJoin = 'round';
  let top = 0;
  for (const panel of panels) {
    top += gutter.top;
    drawBands(
      context,
      bands,
      { place, top, height: panel.height, left: gutter.left, right: width - gutter.right },
      ink,
    );
    drawGrid(context, ticks, panel, { place, top, width }, ink);
    drawLine(context, panel, top, inner, ink);
    context.fillStyle = ink.text;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillText(panel.name, gutter.left, top - 6);
    top += panel.height;
  }
  if (selected !== undefined && selected >= view.from && selected <= view.to) {
    context.strokeStyle = ink.selected;
    context.lineWidth = 1.5;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(place(selected), gutter.top);
    context.lineTo(place(selected), top);
    context.stroke();
    context.setLineDash([]);
  }
  context.fillStyle = ink.text;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const { at, text } of ticks) {
    const x = place(at);
    if (x > gutter.left + 14 && x < width - gutter.right - 14) context.fillText(text, x, top + 7);
  }
}

type Ink = ReturnType<typeof inkOf>;

interface Frame {
  readonly place: (at: number) => number;
  readonly top: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
}

function drawBands(
  context: CanvasRenderingContext2D,
  bands: readonly Band[],
  { place, top, height, left, right }: Frame,
  ink: Ink,
): void {
  for (const { kind, from, to } of bands) {
    const start = Math.max(left, place(from));
    // A single row is seen too.
    const end = Math.min(right, Math.max(place(to), place(from) + 2));
    if (end <= start) continue;
    context.fillStyle = ink[kind];
    if (kind === 'fault') context.fillRect(start, top - 2, end - start, 3);
    else context.fillRect(start, top, end - start, height);
  }
}

/** The range of what is seen of a panel, with some room above and below. */
export function rangeOf({
  low,
  high,
  threshold,
}: Pick<Panel, 'low' | 'high' | 'threshold'>): readonly [number, number] {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let pixel = 0; pixel < low.length; pixel++) {
    if (low[pixel]! < lowest) lowest = low[pixel]!;
    if (high[pixel]! > highest) highest = high[pixel]!;
  }
  if (!(highest >= lowest)) return [0, 1];
  if (threshold !== undefined) {
    lowest = Math.min(lowest, threshold);
    highest = Math.max(highest, threshold);
  }
  const room = 0.06 * (highest - lowest) || 0.5;
  return [lowest - room, highest + room];
}

function drawGrid(
  context: CanvasRenderingContext2D,
  ticks: readonly Tick[],
  panel: Panel,
  {
    place,
    top,
    width,
  }: { readonly place: (at: number) => number; readonly top: number; readonly width: number },
  ink: Ink,
): void {
  const [lowest, highest] = rangeOf(panel);
  const y = (value: number) => top + panel.height * (1 - (value - lowest) / (highest - lowest));
  context.strokeStyle = ink.grid;
  context.lineWidth = 1;
  context.beginPath();
  for (const { at } of ticks) {
    const x = Math.round(place(at)) + 0.5;
    if (x < gutter.left || x > width - gutter.right) continue;
    context.moveTo(x, top);
    context.lineTo(x, top + panel.height);
  }
  const values = numberTicks(lowest, highest, Math.floor(panel.height / 22));
  for (const { at } of values) {
    context.moveTo(gutter.left, Math.round(y(at)) + 0.5);
    context.lineTo(width - gutter.right, Math.round(y(at)) + 0.5);
  }
  context.stroke();
  context.fillStyle = ink.text;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const { at, text } of values) context.fillText(text, gutter.left - 6, y(at));
}

function drawLine(
  context: CanvasRenderingContext2D,
  panel: Panel,
  top: number,
  inner: number,
  ink: Ink,
): void {
  const { low, high, colour, height, threshold } = panel;
  const [lowest, highest] = rangeOf(panel);
  const y = (value: number) => top + height * (1 - (value - lowest) / (highest - lowest));
  const pixel = inner / low.length;
  context.save();
  context.beginPath();
  context.rect(gutter.left, top, inner, height);
  context.clip();
  context.strokeStyle = colour === 'ink' ? ink.selected : colour;
  context.lineWidth = 1.4;
  context.beginPath();
  let pen = false;
  for (let at = 0; at < low.length; at++) {
    if (Number.isNaN(low[at]!)) pen = false;
    if (!Number.isFinite(low[at]!)) continue;
    const x = gutter.left + (at + 0.5) * pixel;
    if (pen) context.lineTo(x, y(low[at]!));
    else context.moveTo(x, y(low[at]!));
    if (high[at] !== low[at]) context.lineTo(x, y(high[at]!));
    pen = true;
  }
  context.stroke();
  if (threshold !== undefined) {
    context.strokeStyle = ink.threshold;
    context.setLineDash([6, 4]);
    context.beginPath();
    context.moveTo(gutter.left, y(threshold));
    context.lineTo(gutter.left + inner, y(threshold));
    context.stroke();
  }
  context.restore();
}
