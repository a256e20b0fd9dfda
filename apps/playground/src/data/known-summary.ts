import type { DataChoice } from '../configuration/configuration.js';
import { bundledImages } from './bundled-images.js';
import type { DataSummary } from './data-summary.js';

/** What is known of the data that ship with the page, without reading them; nothing of a visitor's own files. */
export function knownSummary({ source }: DataChoice): DataSummary | undefined {
  if (source === 'digits') {
    return {
      title: 'Digits (1,797 small ones)',
      shape: [8, 8, 1],
      train: 1438,
      test: 359,
      classes: [...'0123456789'],
      columns: [],
    };
  }
  if (source !== 'mnist' && source !== 'fashion') return undefined;
  const { title, train, test, classes } = bundledImages[source];
  return { title, shape: [28, 28, 1], train, test, classes, columns: [] };
}
