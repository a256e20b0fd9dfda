/** One picture made of `size × size` pictures, beside one another. */
export interface Sheet {
  readonly image: ImageData;
  /** Puts pictures with values in [0, 1], one after another, into a row of the sheet, from the left. */
  put(row: number, pictures: ArrayLike<number>, channels: number): void;
}

/** An empty sheet for pictures of this size. */
export function sheetOf(size: number, height: number, width: number): Sheet {
  const image = new ImageData(size * width, size * height);
  return {
    image,
    put: (row, pictures, channels) => {
      for (let column = 0; column < size; column++) {
        for (let pixel = 0; pixel < height * width; pixel++) {
          const from = (column * height * width + pixel) * channels;
          const top = row * height + Math.floor(pixel / width);
          const to = (top * size * width + column * width + (pixel % width)) * 4;
          for (let channel = 0; channel < 3; channel++) {
            image.data[to + channel] = Math.round(255 * pictures[from + (channels === 3 ? channel : 0)]!);
          }
          image.data[to + 3] = 255;
        }
      }
    },
  };
}
