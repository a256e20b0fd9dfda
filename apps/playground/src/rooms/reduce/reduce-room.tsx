import { useLatest } from '@autoencoders/app-kit';
import { Loader, SimpleGrid, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { GroupLegend } from '../../map/group-legend.js';
import { NeedsModel } from '../../page/needs-model.js';
import { RoomTitle } from '../../page/room-title.js';
import { usePlayground } from '../../page/store.js';
import { MeasuresTable } from './measures-table.js';
import { MethodMap } from './method-map.js';
import { classicalMethods } from './methods.js';
import { PointedItem } from './pointed-item.js';
import { useReduceParts } from './reduce-state.js';
import { SettingsCard } from './settings-card.js';

/** The autoencoder's map of the data beside those of other methods. */
export function ReduceRoom() {
  return (
    <>
      <RoomTitle title="Reduce">
        Two numbers in place of many: the autoencoder's map of the data beside those of PCA, UMAP, ISOMAP and
        t-SNE.
      </RoomTitle>
      <NeedsModel>
        <Maps />
      </NeedsModel>
    </>
  );
}

function Maps() {
  const runId = usePlayground(({ run }) => run?.id);
  const revision = usePlayground((state) => state.revision);
  const busy = usePlayground(({ activity }) => activity !== 'idle');
  const { summary, groups, wanted, problem, begin, look } = useReduceParts(
    'summary',
    'groups',
    'wanted',
    'problem',
    'begin',
    'look',
  );
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    if (runId) void begin(runId);
  }, [runId, begin]);
  useLatest(async () => {
    if (!summary) return;
    await look();
    if (busy) await new Promise((resolve) => setTimeout(resolve, 1000));
  }, [summary, revision]);

  if (!summary) return <Loader aria-label="Reading the data" />;
  return (
    <Stack>
      <SettingsCard />
      {problem === undefined && (
        <>
          {groups && (
            <GroupLegend what="classes" names={summary.classes} hidden={hidden} onChange={setHidden} />
          )}
          <Text size="sm" c="var(--quiet)">
            Point at an example on one map: it is marked on the others, and shown.
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2, lg: wanted.length === 3 ? 4 : 3 }}>
            <MethodMap method="autoencoder" hidden={hidden} />
            {classicalMethods
              .filter((method) => wanted.includes(method))
              .map((method) => (
                <MethodMap key={method} method={method} hidden={hidden} />
              ))}
          </SimpleGrid>
          <PointedItem />
          <MeasuresTable />
        </>
      )}
    </Stack>
  );
}
