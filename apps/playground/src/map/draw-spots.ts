import { colourOf } from '@autoencoders/app-kit';
import { radiusOf } from './draw-points.js';
import type { View } from './view.js';

/** What follows the pointer. */
export interface Spots {
  readonly view: View;
  readonly points: Float32Array;
  readonly groups: Uint8Array | undefined;
  /** The point hovered over. */
  readonly hovered: number | undefined;
  /** The place that was picked. */
  readonly marker: readonly [number, number] | undefined;
  readonly ink: string;
  readonly paper: string;
}

/** Draws what follows the pointer, on a layer of its own: the points need not be drawn again. */
export function drawSpots(
  context: CanvasRenderingContext2D,
  { view, points, groups, hovered, marker, ink, paper }: Spots,
): void {
  context.clearRect(0, 0, view.width, view.height);
  if (hovered !== undefined && 2 * hovered + 1 < points.length) {
    const [left, top] = view.toPixel(points[2 * hovered]!, points[2 * hovered + 1]!);
    const radius = radiusOf(points.length / 2) + 3;
    context.beginPath();
    context.arc(left, top, radius, 0, 2 * Math.PI);
    context.fillStyle = colourOf(groups?.[hovered] ?? 0);
    context.fill();
    rim(context, ink, paper);
  }
  if (marker) {
    const [left, top] = view.toPixel(...marker);
    context.beginPath();
    context.arc(left, top, 8, 0, 2 * Math.PI);
    for (const [across, up] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      context.moveTo(left + 4 * across, top + 4 * up);
      context.lineTo(left + 14 * across, top + 14 * up);
    }
    rim(context, ink, paper);
  }
}

/** Strokes the path so that it is seen on any ground. */
function rim(context: CanvasRenderingContext2D, ink: string, paper: string): void {
  context.strokeStyle = paper;
  context.lineWidth = 5;
  context.stroke();
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.stroke();
}
