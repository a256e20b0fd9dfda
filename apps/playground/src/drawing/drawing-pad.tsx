import { Button, Group, Slider, Stack, Switch, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { centredDrawing, type PictureSize, scaledDrawing } from './centred-drawing.js';
import { type DrawingBoard, drawingBoard, type Point } from './drawing-board.js';
import './drawing-pad.css';
import { useThrottled } from './use-throttled.js';

/** Properties of {@link DrawingPad}. */
export interface DrawingPadProps {
  /** The size of the pictures that a model learnt from. */
  readonly size: PictureSize;
  /** The part of the side that a drawing is to fill, in the middle; left out, it stays where it is drawn. */
  readonly fill?: number | undefined;
  /** Dark ink on light paper, where pictures are so. */
  readonly lightPaper?: boolean;
  /** Told of the drawing, `[height, width]` with values in [0, 1], and of an empty pad; at most 20 times a second. */
  readonly onDrawing: (values: Float32Array | undefined) => void;
}

const side = 280;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A pad to draw on with a mouse, a finger, a pen or the keyboard. */
export function DrawingPad({ size, fill, lightPaper = false, onDrawing }: DrawingPadProps) {
  const height = Math.round((side * size.height) / size.width);
  const canvas = useRef<HTMLCanvasElement>(null);
  const board = useRef<DrawingBoard>(undefined);
  const [brush, setBrush] = useState(24);
  const [centred, setCentred] = useState(fill !== undefined);
  const [strokes, setStrokes] = useState(0);
  /** The brush that the keyboard moves. */
  const [place, setPlace] = useState<Point>({ x: side / 2, y: height / 2 });
  const [down, setDown] = useState(false);
  const help = useId();

  useEffect(() => {
    board.current = drawingBoard(canvas.current!);
    setStrokes(0);
  }, [height]);

  const tell = useThrottled(() => {
    const drawn = board.current;
    if (!drawn || drawn.strokes === 0) return onDrawing(undefined);
    const ink = drawn.ink();
    const values = centred ? centredDrawing(ink, size, fill) : scaledDrawing(ink, size);
    onDrawing(lightPaper ? values.map((value) => 1 - value) : values);
  }, 50);
  const changed = () => {
    setStrokes(board.current!.strokes);
    tell();
  };

  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const box = canvas.current!.getBoundingClientRect();
    return {
      x: ((clientX - box.left) / box.width) * side,
      y: ((clientY - box.top) / box.height) * height,
    };
  };
  const press = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDown(false);
    board.current!.begin(pointOf(event), brush);
    changed();
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!event.isPrimary || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const native = event.nativeEvent;
    const passed = native.getCoalescedEvents?.() ?? [];
    for (const each of passed.length > 0 ? passed : [native]) board.current!.extend(pointOf(each));
    tell();
  };

  const key = (event: KeyboardEvent) => {
    const direction = arrows[event.key];
    if (direction) {
      const step = side / (event.shiftKey ? 112 : 28);
      const to = {
        x: Math.min(side, Math.max(0, place.x + direction[0] * step)),
        y: Math.min(height, Math.max(0, place.y + direction[1] * step)),
      };
      setPlace(to);
      if (down) {
        board.current!.extend(to);
        changed();
      }
    } else if (event.key === ' ') {
      if (!down) {
        board.current!.begin(place, brush);
        changed();
      }
      setDown(!down);
    } else if (event.key === 'Escape' && down) setDown(false);
    else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) undo();
    else return;
    event.preventDefault();
  };
  const undo = () => {
    setDown(false);
    board.current!.undo();
    changed();
  };

  return (
    <Stack gap="xs">
      <div
        className="drawing-pad"
        role="application"
        aria-roledescription="drawing pad"
        aria-label={down ? 'Drawing pad, brush down' : 'Drawing pad, brush up'}
        aria-describedby={help}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is drawn on by keyboard
        tabIndex={0}
        onKeyDown={key}
        onBlur={() => setDown(false)}
      >
        <canvas
          ref={canvas}
          width={side}
          height={height}
          aria-hidden
          style={lightPaper ? { filter: 'invert(1)' } : {}}
          onPointerDown={press}
          onPointerMove={move}
        />
        <span
          className="drawing-brush"
          data-down={down || undefined}
          style={{
            left: `${(100 * place.x) / side}%`,
            top: `${(100 * place.y) / height}%`,
            width: `${(100 * brush) / side}%`,
          }}
        />
      </div>
      <VisuallyHidden role="status">{down ? 'Brush down' : strokes > 0 ? 'Brush up' : ''}</VisuallyHidden>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconArrowBackUp size={14} />}
          disabled={strokes === 0}
          onClick={undo}
        >
          Undo
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTrash size={14} />}
          disabled={strokes === 0}
          onClick={() => {
            setDown(false);
            board.current!.clear();
            changed();
          }}
        >
          Clear
        </Button>
      </Group>
      <Group gap="sm" wrap="nowrap" maw={side}>
        <Text size="sm" aria-hidden>
          Brush
        </Text>
        <Slider
          flex={1}
          min={8}
          max={48}
          step={2}
          value={brush}
          label={null}
          thumbLabel="Width of the brush"
          onChange={setBrush}
        />
      </Group>
      {fill !== undefined && (
        <Switch
          size="sm"
          label="Scale and centre as in the data"
          checked={centred}
          onChange={({ currentTarget }) => {
            setCentred(currentTarget.checked);
            tell();
          }}
        />
      )}
      <Text id={help} size="xs" c="var(--quiet)" maw={side}>
        Draw with a mouse, a finger or a pen. By keyboard: arrow keys move the brush (with Shift in small
        steps), Space puts it down and lifts it.
      </Text>
    </Stack>
  );
}
