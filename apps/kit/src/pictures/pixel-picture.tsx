import { useEffect, useRef } from 'react';
import { type Pixels, toImageData } from './pixels.js';

/** Properties of {@link PixelPicture}. */
export interface PixelPictureProps {
  readonly pixels: Pixels;
  readonly index?: number;
  /** Its width on the page, in CSS pixels. */
  readonly size: number;
  /** What it shows; left out where the text beside it says so. */
  readonly label?: string;
}

/** One small picture, each of its pixels a square. */
export function PixelPicture({ pixels, index = 0, size, label }: PixelPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(toImageData(pixels, index), 0, 0);
  }, [pixels, index]);
  return (
    <canvas
      ref={canvas}
      className="pixels"
      width={pixels.width}
      height={pixels.height}
      style={{ width: size, height: (size * pixels.height) / pixels.width, borderRadius: 4 }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
