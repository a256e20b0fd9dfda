import { decode } from 'fast-png';
import { parseHTML } from 'linkedom';
import { toSvg } from '../on-server.js';
import type { Picture } from '../picture.js';

/** An embedded image of a drawing with its place in the drawing. */
export interface EmbeddedImage {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Brightness and opacity, or colours and opacity, at a place from 0 to 1 across and down. */
  at(across: number, down: number): number[];
}

/** The images and the text of a drawing. */
export function readDrawing(picture: Picture) {
  const { document } = parseHTML(`<!doctype html><body>${toSvg(picture)}</body>`);
  const number = (element: Element, name: string) => Number(element.getAttribute(name));
  const images = [...document.querySelectorAll('image')].map((element): EmbeddedImage => {
    const bytes = Buffer.from(element.getAttribute('href')!.split(',')[1]!, 'base64');
    const { width, height, channels, data } = decode(bytes);
    const [x, y] = [number(element, 'x'), number(element, 'y')];
    return {
      x,
      y,
      width: number(element, 'width'),
      height: number(element, 'height'),
      at: (across, down) => {
        const start = (Math.floor(down * height) * width + Math.floor(across * width)) * channels;
        return [...data.slice(start, start + channels)];
      },
    };
  });
  const texts = [...document.querySelectorAll('text')].map((element) => ({
    text: element.textContent,
    x: number(element, 'x'),
    y: number(element, 'y'),
  }));
  return { images, texts };
}
