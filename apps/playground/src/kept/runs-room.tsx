import { messageOf, ProblemAlert } from '@autoencoders/app-kit';
import { ActionIcon, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { RoomTitle } from '../page/room-title.js';
import { useParts, usePlayground } from '../page/store.js';
import { deleteRun, type KeptRun, listRuns } from './kept-runs.js';

/** The runs that this browser keeps: open one, go on with it, or delete it. */
export function RunsRoom() {
  const { open, enter, activity } = useParts('open', 'enter', 'activity');
  const current = usePlayground(({ run }) => run?.id);
  const [runs, setRuns] = useState<readonly KeptRun[]>();
  const [problem, setProblem] = useState<string>();
  const refresh = useCallback(() => {
    listRuns().then(setRuns, (error: unknown) => setProblem(messageOf(error)));
  }, []);
  useEffect(refresh, [refresh, activity]);

  return (
    <>
      <RoomTitle title="Kept runs">
        Runs are kept in this browser as they train, so that they can be opened again after a reload or a
        crash.
      </RoomTitle>
      <ProblemAlert problem={problem} mb="md" />
      {runs?.length === 0 && <Text c="var(--quiet)">No run is kept yet.</Text>}
      <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {runs?.map(({ run, state, elsewhere }) => {
          const { epochs } = run.configuration.training;
          return (
            <Paper key={run.id} component="li" withBorder p="sm">
              <Group justify="space-between" gap="sm">
                <Stack gap={2}>
                  <Group gap="xs">
                    <Text fw={600}>{run.title}</Text>
                    <Badge variant="light" color={state === 'cut off' ? 'orange' : 'gray'}>
                      {state}
                    </Badge>
                  </Group>
                  <Text size="sm" c="var(--quiet)">
                    {new Date(run.created).toLocaleString()} · epoch {Math.floor(run.epoch)} of {epochs} ·
                    kept up to step {run.saved}
                  </Text>
                  {state === 'cut off' && (
                    <Text size="sm">
                      Its page was closed while it trained
                      {run.step > run.saved &&
                        `: the ${run.step - run.saved} steps after step ${run.saved} are lost`}
                      .
                    </Text>
                  )}
                  {run.problem && <Text size="sm">{run.problem}</Text>}
                </Stack>
                <Group gap="xs">
                  <Button
                    variant="light"
                    disabled={activity !== 'idle' || elsewhere}
                    onClick={() => {
                      enter('train');
                      void open(run);
                    }}
                  >
                    Open
                  </Button>
                  <ActionIcon
                    variant="subtle"
                    color="red"
                    size="lg"
                    aria-label={`Delete ${run.title}`}
                    disabled={elsewhere || (activity !== 'idle' && current === run.id)}
                    onClick={() =>
                      void deleteRun(run).then(refresh, (error: unknown) => setProblem(messageOf(error)))
                    }
                  >
                    <IconTrash size={18} />
                  </ActionIcon>
                </Group>
              </Group>
            </Paper>
          );
        })}
      </Stack>
    </>
  );
}
