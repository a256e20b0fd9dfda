import { Card, ProblemAlert } from '@autoencoders/app-kit';
import { Button, Checkbox, Group, NumberInput, Progress, Select, Stack, Text } from '@mantine/core';
import { usePlayground } from '../../page/store.js';
import { useClusterParts, useClusterState } from './cluster-state.js';
import type { ClusterProgress, ClusterSettings } from './found.js';

const methods: readonly { readonly value: ClusterSettings['method']; readonly label: string }[] = [
  { value: 'k-means', label: 'k-means' },
  { value: 'gaussian-mixture', label: 'Gaussian mixture' },
];

/** Chooses how to look for clusters, and begins. */
export function SettingsCard() {
  const { settings, busy, found, revision, problem, change, find, cancel } = useClusterParts(
    'settings',
    'busy',
    'found',
    'revision',
    'problem',
    'change',
    'find',
    'cancel',
  );
  const older = usePlayground((state) => state.revision > revision) && found !== undefined;
  const { method, clusters, umap } = settings;
  const chosen = clusters === undefined;
  return (
    <Card level={3} title="Clusters">
      <Select
        label="Method"
        data={methods}
        value={method}
        allowDeselect={false}
        disabled={busy}
        onChange={(value) => value && change({ method: value as ClusterSettings['method'] })}
      />
      <NumberInput
        label="How many"
        value={clusters ?? ''}
        placeholder={method === 'k-means' ? 'by the silhouette' : 'by the BIC'}
        min={2}
        max={30}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="blur"
        disabled={busy || chosen}
        onChange={(value) => typeof value === 'number' && value >= 2 && change({ clusters: value })}
      />
      <Checkbox
        label={`Try 2 to 15 and take the best by the ${method === 'k-means' ? 'silhouette' : 'BIC'}`}
        checked={chosen}
        disabled={busy}
        onChange={({ currentTarget }) => {
          const { clusters: _, ...rest } = settings;
          useClusterState.setState({ settings: currentTarget.checked ? rest : { ...rest, clusters: 10 } });
        }}
      />
      <Checkbox
        label="Embed the codes by UMAP first"
        description="Slower. Clusters then need not be round."
        styles={{ description: { color: 'var(--quiet)' } }}
        checked={umap}
        disabled={busy}
        onChange={({ currentTarget }) => change({ umap: currentTarget.checked })}
      />
      <Group gap="xs">
        {busy ? (
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        ) : (
          <Button onClick={() => void find()}>{found ? 'Cluster again' : 'Cluster'}</Button>
        )}
      </Group>
      {busy && <ClusteringProgress />}
      {older && !busy && (
        <Text size="sm" role="status">
          The model has learnt on since: what is shown is of its weights of before.
        </Text>
      )}
      <ProblemAlert problem={problem} />
    </Card>
  );
}

const stages: Readonly<Record<ClusterProgress['stage'], string>> = {
  encode: 'Encoding',
  embed: 'Embedding by UMAP',
  cluster: 'Looking for clusters',
};

function ClusteringProgress() {
  const progress = useClusterState((state) => state.progress);
  return (
    <Stack gap={4}>
      <Progress value={100 * (progress?.fraction ?? 0)} aria-label="Clustering" />
      <Text size="xs" c="var(--quiet)">
        {progress ? stages[progress.stage] : 'Waiting for the worker'} …
      </Text>
    </Stack>
  );
}
