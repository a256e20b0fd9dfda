import type { Ink } from './centred-drawing.js';

/** A place on the board, in its own pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A canvas with strokes of white ink on black, the last of which can be taken back. */
export interface DrawingBoard {
  readonly strokes: number;
  /** Puts the brush down: a dot at first. */
  begin(point: Point, width: number): void;
  /** Draws on from where the brush is. */
  extend(point: Point): void;
  undo(): void;
  clear(): void;
  ink(): Ink;
}

interface Stroke {
  readonly width: number;
  readonly points: Point[];
}

/** Makes a board of a canvas, which it clears. */
export function drawingBoard(canvas: HTMLCanvasElement): DrawingBoard {
  const { width, height } = canvas;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = '#fff';
  const strokes: Stroke[] = [];

  const line = (stroke: Stroke, from: number) => {
    context.lineWidth = stroke.width;
    context.beginPath();
    const [first, ...others] = stroke.points.slice(from);
    context.moveTo(first!.x, first!.y);
    for (const { x, y } of others.length > 0 ? others : [first!]) context.lineTo(x, y);
    context.stroke();
  };
  const paint = () => {
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, height);
    for (const stroke of strokes) line(stroke, 0);
  };
  paint();

  return {
    get strokes() {
      return strokes.length;
    },
    begin: (point, brush) => {
      strokes.push({ width: brush, points: [point] });
      line(strokes.at(-1)!, 0);
    },
    extend: (point) => {
      const stroke = strokes.at(-1);
      if (!stroke) return;
      stroke.points.push(point);
      line(stroke, stroke.points.length - 2);
    },
    undo: () => {
      strokes.pop();
      paint();
    },
    clear: () => {
      strokes.length = 0;
      paint();
    },
    ink: () => {
      const { data } = context.getImageData(0, 0, width, height);
      const values = new Float32Array(width * height);
      for (let at = 0; at < values.length; at++) values[at] = data[at * 4]! / 255;
      return { width, height, values };
    },
  };
}
