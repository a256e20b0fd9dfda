import { useLatest } from '@autoencoders/app-kit';
import { Grid, Loader, Paper, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { NeedsModel } from '../../page/needs-model.js';
import { RoomTitle } from '../../page/room-title.js';
import { usePlayground } from '../../page/store.js';
import { useAnomaly, useAnomalyParts } from './anomaly-state.js';
import { DetectorCard } from './detector-card.js';
import { OddItemsCard } from './odd-items-card.js';
import { ScoresCard } from './scores-card.js';

/** What is odd for an autoencoder: scores, a threshold, and what it decides. */
export function AnomalyRoom() {
  return (
    <>
      <RoomTitle title="Anomalies">
        An autoencoder that has learnt what is normal reconstructs odd things badly. Choose what is normal,
        then how high a score must be for an alarm.
      </RoomTitle>
      <NeedsModel>
        <Detection />
      </NeedsModel>
    </>
  );
}

function Detection() {
  const runId = usePlayground(({ run }) => run?.id);
  const busy = usePlayground(({ activity }) => activity !== 'idle');
  const revision = usePlayground((state) => state.revision);
  const { summary, normalIs, trained, score, scored, training, begin, look } = useAnomalyParts(
    'summary',
    'normalIs',
    'trained',
    'score',
    'scored',
    'training',
    'begin',
    'look',
  );
  const found = scored[normalIs];

  useEffect(() => {
    if (runId) void begin(runId);
  }, [runId, begin]);

  // A detector of its own stays as it is; the model at hand is looked at again as it learns.
  const asOf = normalIs === 'all' ? revision : trained;
  useLatest(async () => {
    const state = useAnomaly.getState();
    if (!state.summary || state.training) return;
    if (state.normalIs === 'classes' && (!state.trained || state.scored.classes?.score === state.score))
      return;
    await look();
    if (busy) await new Promise((resolve) => setTimeout(resolve, 1000));
  }, [summary, normalIs, score, asOf]);

  if (!summary) return <Loader aria-label="Reading the data" />;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 4 }}>
        <DetectorCard />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack>
          {found ? (
            <>
              <ScoresCard scored={found} />
              <OddItemsCard scored={found} />
            </>
          ) : (
            <Paper withBorder p="lg">
              <Text c="var(--quiet)" role="status">
                {normalIs === 'classes' && !training
                  ? 'Train the detector: its scores appear here, with a threshold to slide.'
                  : normalIs === 'classes'
                    ? 'The detector is being trained …'
                    : 'Scoring the test part …'}
              </Text>
            </Paper>
          )}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
