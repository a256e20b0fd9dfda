import type { Autoencoder } from '@autoencoders/core';
import { type Filters, readFilters } from './filters.js';
import type { ReportSection } from './report.js';
import { weightGrid } from './weight-grid.js';

/** The weights next to the images, of models over images whose layers show them. */
export async function filtersSection(model: Autoencoder): Promise<ReportSection | undefined> {
  const found = await readFilters(model);
  if (found.length === 0) return undefined;
  const colours = found.some(({ pictures }) => pictures.shape[3] === 3);
  const text = [
    'Each picture has a scale of its own: mid-grey is 0, lighter is positive, darker negative' +
      `${colours ? ', in red, green and blue each' : ''}. Those of largest norm come first.`,
  ];
  const pictures = found.map((filters) => ({
    picture: weightGrid(filters.pictures, { alt: whatIs(filters) }),
    caption: `${whatIs(filters)}; mid-grey is 0.`,
  }));
  return { title: 'Filters and features', text, pictures };
}

function whatIs({ network, layer, kind, count, pictures, tied }: Filters): string {
  const shown = pictures.shape[0]!;
  const number = shown === count ? `the ${count}` : `the ${shown} largest of ${count}`;
  if (kind === 'convolution') {
    return network === 'encoder'
      ? `Filters that the encoder moves over the image: ${number} kernels of layer ${layer}`
      : `Patches that the decoder paints with: ${number} kernels of layer ${layer}`;
  }
  if (network === 'decoder') {
    return `Features of the decoder: what each of ${number} units before layer ${layer} adds to the output`;
  }
  const both = tied ? ', and, since they are tied, the features of the decoder' : '';
  return `Filters of the encoder: weights from each pixel into ${number} units of layer ${layer}${both}`;
}
