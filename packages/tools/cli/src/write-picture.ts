import { resolve } from 'node:path';
import { writeFileAtomic } from '@autoencoders/data/node';
import type { Picture } from '@autoencoders/report';

/** Writes a picture as SVG where its name ends in .svg, else as PNG; whole or not at all. */
export async function writePicture(path: string, picture: Picture, cwd: string): Promise<void> {
  const { toPng, toSvg } = await import('@autoencoders/report/node');
  await writeFileAtomic(resolve(cwd, path), /\.svg$/i.test(path) ? toSvg(picture) : toPng(picture));
}
