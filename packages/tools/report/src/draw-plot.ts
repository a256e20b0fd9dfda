import * as Plot from '@observablehq/plot';

/** A plot as a bare drawing: no style sheet of its own, readable text. */
export function drawPlot(document: Document, options: Plot.PlotOptions): SVGSVGElement {
  const drawing = Plot.plot({ ...options, document }) as unknown as SVGSVGElement;
  // The style sheet gives height:auto to every drawing of its class, which breaks drawings inside drawings.
  drawing.querySelector('style')?.remove();
  drawing.removeAttribute('class');
  drawing.setAttribute('font-size', '12');
  return drawing;
}

/** An SVG element with attributes. */
export function svgElement(
  document: Document,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
