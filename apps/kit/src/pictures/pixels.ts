/** Pictures of one size as bytes, one after another, rows from the top, channels last. */
export interface Pixels {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** 1 for grey, 3 for colours. */
  readonly channels: number;
  readonly bytes: Uint8Array | Uint8ClampedArray;
}

/** One of the pictures, fit for a canvas. */
export function toImageData(pixels: Pixels, index: number): ImageData {
  const { height, width, channels, bytes } = pixels;
  const size = height * width;
  const image = new ImageData(width, height);
  const first = index * size * channels;
  for (let pixel = 0; pixel < size; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const from = first + pixel * channels + (channels === 3 ? channel : 0);
      image.data[pixel * 4 + channel] = bytes[from]!;
    }
    image.data[pixel * 4 + 3] = 255;
  }
  return image;
}
