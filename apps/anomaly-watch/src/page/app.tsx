import { PageHeader, ProblemAlert } from '@autoencoders/app-kit';
import { Alert, AppShell, Container, Grid, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { ColumnsCard } from '../parts/columns-card.js';
import { DataCard } from '../parts/data-card.js';
import { DetectorCard } from '../parts/detector-card.js';
import { FaultsCard } from '../parts/faults-card.js';
import { FindingsCard } from '../parts/findings-card.js';
import { KeptCard } from '../parts/kept-card.js';
import { NormalCard } from '../parts/normal-card.js';
import { SelectedRow } from '../parts/selected-row.js';
import { SeriesCard } from '../parts/series-card.js';
import { TakeAlongCard } from '../parts/take-along-card.js';
import { HaltedAlert } from './halted-alert.js';
import { useWatch } from './state.js';

/** The whole page: what to watch at the left, what comes of it at the right. */
export function App() {
  const { problem, outcome, table } = useWatch('problem', 'outcome', 'table');
  return (
    <AppShell header={{ height: 56 }} padding="md">
      <PageHeader title="Anomaly watch" content="main" />
      <AppShell.Main id="main" tabIndex={-1}>
        <Container size="xl" px={0}>
          <Text c="var(--quiet)" size="sm" maw="52rem" mb="md">
            Finds odd rows in a table of measurements: an autoencoder learns from rows that you call normal,
            scores all of them, and says which columns to blame. Everything is computed in this browser; no
            data leaves it.
          </Text>
          <Stack gap="md" mb="md">
            <ProblemAlert problem={problem} />
            <HaltedAlert />
          </Stack>
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 4 }}>
              <Stack gap="md">
                <DataCard />
                <KeptCard />
                <ColumnsCard />
                <NormalCard />
                <DetectorCard />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 8 }}>
              <Stack gap="md">
                {!table && <Beginning />}
                <SeriesCard />
                <SelectedRow />
                {outcome?.notes.map((note) => (
                  <Alert key={note} role="note" variant="light" color="gray" icon={<IconInfoCircle />} p="xs">
                    <Text size="sm">{note}</Text>
                  </Alert>
                ))}
                <FindingsCard />
                <FaultsCard />
                <TakeAlongCard />
              </Stack>
            </Grid.Col>
          </Grid>
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

function Beginning() {
  return (
    <Text c="var(--quiet)" p="md">
      Drop a CSV file, or take the example: its columns appear here over time.
    </Text>
  );
}
