import type { Extent } from './extent.js';

/** A picture behind the points, and the part of the plane that it covers. */
export interface Backdrop {
  readonly picture: HTMLCanvasElement | ImageBitmap;
  readonly extent: Extent;
}
