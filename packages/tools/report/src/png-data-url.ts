/** A PNG file as a `data:` address. */
export function pngDataUrl(png: Uint8Array): string {
  let binary = '';
  // In pieces: the arguments of one call are limited.
  for (let start = 0; start < png.length; start += 8192) {
    binary += String.fromCharCode(...png.subarray(start, start + 8192));
  }
  return `data:image/png;base64,${btoa(binary)}`;
}
