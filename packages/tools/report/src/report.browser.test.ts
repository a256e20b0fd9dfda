import { expect, it } from 'vitest';
import {
  htmlReport,
  imageGrid,
  imageStrip,
  latentMap,
  lossCurves,
  toElement,
  toSvg,
  weightGrid,
} from './index.js';

const epochs = [3, 2, 1.5].map((loss, index) => ({
  epoch: index + 1,
  terms: { loss },
  validation: { loss },
}));
const codes = { values: Array.from({ length: 90 }, (_, i) => Math.sin(i * i)), shape: [30, 3] };
const labels = Array.from({ length: 30 }, (_, i) => i % 3);
const images = { values: Array.from({ length: 640 }, (_, i) => Math.sin(i)), shape: [10, 8, 8] };
const pictures = [
  lossCurves({ epochs }),
  latentMap(codes, labels),
  imageGrid({ values: Array.from({ length: 64 }, (_, i) => i / 63), shape: [4, 4, 4] }),
  imageStrip({ original: images, reconstruction: images }),
  weightGrid(images),
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

it('shows one of two pictures, whole, with labels that can be read, at every width', async () => {
  const rows = { original: images, 'with noise': images, reconstruction: images };
  const [picture, narrow] = [imageStrip(rows), imageStrip(rows, { width: 360 })];
  const frame = document.createElement('iframe');
  frame.srcdoc = htmlReport({
    title: 'Report',
    sections: [{ title: 'Strip', pictures: [{ picture, narrow, caption: 'Rows' }] }],
  });
  frame.width = '1200';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  for (const width of [400, 800, 1200]) {
    frame.width = String(width);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const page = frame.contentDocument!;
    const shown = [...page.querySelectorAll('figure > svg')].filter((svg) => svg.getClientRects().length > 0);
    expect(shown).toHaveLength(1);
    const [drawing] = shown;
    expect(drawing!.getAttribute('class')).toBe(width === 400 ? 'narrow' : 'wide');
    expect(drawing!.getBoundingClientRect().right).toBeLessThanOrEqual(width - 20);
    const figure = page.querySelector('figure')!;
    expect(figure.scrollWidth).toBe(figure.clientWidth);
    for (const text of drawing!.querySelectorAll('text')) {
      const { left, right, height } = text.getBoundingClientRect();
      expect(left).toBeGreaterThanOrEqual(drawing!.getBoundingClientRect().left);
      expect(right).toBeLessThanOrEqual(drawing!.querySelector('image')!.getBoundingClientRect().left);
      expect(height).toBeGreaterThan(11);
    }
  }
  frame.remove();
});
