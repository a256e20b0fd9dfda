import { expect, it } from 'vitest';
import { htmlReport, imageGrid, latentMap, lossCurves, toElement, toSvg } from './index.js';

const epochs = [3, 2, 1.5].map((loss, index) => ({
  epoch: index + 1,
  terms: { loss },
  validation: { loss },
}));
const codes = { values: Array.from({ length: 90 }, (_, i) => Math.sin(i * i)), shape: [30, 3] };
const labels = Array.from({ length: 30 }, (_, i) => i % 3);
const pictures = [
  lossCurves({ epochs }),
  latentMap(codes, labels),
  imageGrid({ values: Array.from({ length: 64 }, (_, i) => i / 63), shape: [4, 4, 4] }),
];

it.each(pictures.map((picture) => [picture.alt, picture] as const))('shows: %s', async (_, picture) => {
  const element = toElement(picture);
  document.body.append(element);
  if (element instanceof HTMLImageElement) await element.decode();
  const { width, height } = element.getBoundingClientRect();
  expect(width).toBeGreaterThan(100);
  expect(height / width).toBeCloseTo(picture.height / picture.width, 1);
  element.remove();
});

it.each(pictures.map((picture) => [picture.alt, picture] as const))(
  'makes a file of: %s',
  async (_, picture) => {
    const svg = toSvg(picture);
    expect(new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('parsererror')).toBeNull();
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    await image.decode();
    expect([image.naturalWidth, image.naturalHeight]).toEqual([picture.width, picture.height]);
  },
);

it('makes a page that shows every picture', async () => {
  const frame = document.createElement('iframe');
  frame.width = '900';
  frame.srcdoc = htmlReport({
    title: 'Report',
    sections: [
      { title: 'Pictures', pictures: pictures.map((picture) => ({ picture, caption: picture.alt })) },
    ],
  });
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const shown = [...frame.contentDocument!.querySelectorAll('figure > svg, figure > img')];
  expect(shown).toHaveLength(pictures.length);
  for (const element of shown) expect(element.getBoundingClientRect().height).toBeGreaterThan(50);
  frame.remove();
});
