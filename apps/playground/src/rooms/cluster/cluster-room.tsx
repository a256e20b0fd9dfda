import { Grid, Loader, Paper, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { NeedsModel } from '../../page/needs-model.js';
import { RoomTitle } from '../../page/room-title.js';
import { usePlayground } from '../../page/store.js';
import { AgreementCard } from './agreement-card.js';
import { CandidatesPlot } from './candidates-plot.js';
import { ClusterRows } from './cluster-rows.js';
import { useClusterParts } from './cluster-state.js';
import { MapCard } from './map-card.js';
import { SettingsCard } from './settings-card.js';

/** Clusters among the codes of a model. */
export function ClusterRoom() {
  return (
    <>
      <RoomTitle title="Cluster">
        What an autoencoder finds alike lies close together in its code. Clusters are looked for there without
        a glance at the classes.
      </RoomTitle>
      <NeedsModel>
        <Clusters />
      </NeedsModel>
    </>
  );
}

function Clusters() {
  const runId = usePlayground(({ run }) => run?.id);
  const { summary, found, busy, begin } = useClusterParts('summary', 'found', 'busy', 'begin');
  useEffect(() => {
    if (runId) void begin(runId);
  }, [runId, begin]);
  if (!summary) return <Loader aria-label="Reading the data" />;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Stack>
          <SettingsCard />
          {found?.agreement && <AgreementCard agreement={found.agreement} count={found.clusters.length} />}
          {found && found.candidates.length > 0 && <CandidatesPlot found={found} />}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 8 }}>
        {found ? (
          <Stack>
            <MapCard found={found} />
            <ClusterRows found={found} />
          </Stack>
        ) : (
          <Paper withBorder p="lg">
            <Text c="var(--quiet)" role="status">
              {busy ? 'Looking for clusters …' : 'Press Cluster: the map of the codes appears here.'}
            </Text>
          </Paper>
        )}
      </Grid.Col>
    </Grid>
  );
}
