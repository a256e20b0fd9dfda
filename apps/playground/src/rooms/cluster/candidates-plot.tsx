import { Card, LinePlot } from '@autoencoders/app-kit';
import type { FoundClusters } from './found.js';

/** The score of each number of clusters that was tried. */
export function CandidatesPlot({
  found: { candidates, settings, clusters },
}: {
  readonly found: FoundClusters;
}) {
  const silhouette = settings.method === 'k-means';
  return (
    <Card level={3} title={`${clusters.length} clusters were chosen`}>
      <LinePlot
        label={
          silhouette
            ? 'Silhouette by the number of clusters: the largest wins'
            : 'BIC by the number of clusters: the smallest wins'
        }
        x={candidates.map(({ clusters: count }) => count)}
        xLabel="clusters"
        lines={[
          {
            name: silhouette ? 'silhouette (the largest wins)' : 'BIC (the smallest wins)',
            values: candidates.map(({ score }) => score),
          },
        ]}
        height={180}
      />
    </Card>
  );
}
