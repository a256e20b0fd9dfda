import { OptionError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { type ClusteringOptions, settingsOf } from './options.js';

it('fills in defaults, and takes its own result again, from JSON too', () => {
  const settings = settingsOf({ method: 'k-means' }, 16);
  expect(settings).toEqual({
    method: 'k-means',
    clusters: 10,
    umap: false,
    covariance: 'full',
    restarts: 10,
    standardize: false,
    references: 5000,
    seed: 0,
  });
  expect(settingsOf({ method: 'gaussian-mixture' }, 16).restarts).toBe(1);
  for (const umap of [false, {}, { epochs: 3 }] as const) {
    const made = settingsOf({ method: 'gaussian-mixture', clusters: 4, umap }, 3);
    expect(settingsOf(JSON.parse(JSON.stringify(made)), 3)).toEqual(made);
  }
});

it.each<[object, string]>([
  [{}, 'method is'],
  [{ method: 'dbscan' }, "method is 'dbscan'"],
  [{ clusters: 0 }, 'clusters is 0'],
  [{ clusters: 2.5 }, 'clusters is 2.5'],
  [{ clusters: { from: 2, to: 3, by: 'gap' } }, "clusters.by is 'gap'"],
  [{ clusters: { from: 2, to: 3, by: 'silhouette', step: 2 } }, "there is no 'step'"],
  [{ covariance: 'tied' }, "covariance is 'tied'"],
  [{ restarts: 0 }, 'restarts is 0'],
  [{ seed: -1 }, 'seed is -1'],
  [{ references: 0 }, 'references is 0'],
  [{ cluster: 3 }, "there is no 'cluster'"],
  [{ umap: { dimensions: 0 } }, 'umap.dimensions is 0'],
  [{ umap: { neighbors: 1 } }, 'umap.neighbors is 1'],
  [{ umap: { minimumDistance: -1 } }, 'umap.minimumDistance is -1'],
  [{ umap: { epochs: 0 } }, 'umap.epochs is 0'],
  [{ umap: { neighbours: 5 } }, "there is no 'neighbours'"],
  [{ umap: {}, references: 20 }, 'references is 20'],
])('names what is wrong: %j', (given, message) => {
  const options = { ...(Object.keys(given).length > 0 ? { method: 'k-means' } : {}), ...given };
  expect(() => settingsOf(options as ClusteringOptions, 8)).toThrow(OptionError);
  expect(() => settingsOf(options as ClusteringOptions, 8)).toThrow(message);
});
