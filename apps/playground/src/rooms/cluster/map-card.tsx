import { Card, useLatest } from '@autoencoders/app-kit';
import { Box, Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { OneItem } from '../../items/one-item.js';
import { GroupLegend } from '../../map/group-legend.js';
import { PointsMap } from '../../map/points-map.js';
import { worker } from '../../page/store.js';
import type { ClusteredItem, FoundClusters } from './found.js';
import { titleOf } from './title-of.js';

/** The codes on a map, in the colours of their clusters; the one pointed at is shown. */
export function MapCard({ found }: { readonly found: FoundClusters }) {
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [hovered, setHovered] = useState<number>();
  const [pointed, setPointed] = useState<ClusteredItem & { readonly group: number }>();
  useEffect(() => {
    setHidden(new Set());
    setHovered(undefined);
    setPointed(undefined);
  }, [found]);
  useLatest(async () => {
    if (hovered === undefined) return;
    const item = await worker().cluster.item(hovered);
    setPointed({ ...item, group: found.groups[hovered] ?? 0 });
  }, [hovered]);
  const names = found.clusters.map((_, index) => titleOf(index));
  return (
    <Card level={3} title="Map">
      <Group align="start" gap="md">
        <Box flex="1 1 300px" maw={560}>
          <PointsMap
            label={`${found.points.length / 2} codes in ${names.length} clusters, by ${found.axes.filter(Boolean).join(' and ')}`}
            points={found.points}
            groups={found.groups}
            names={names}
            hidden={hidden}
            axes={found.axes}
            equal={found.axes[1] !== ''}
            onHover={setHovered}
          />
        </Box>
        <Stack gap={6} w={130}>
          {pointed ? (
            <>
              <OneItem items={pointed.item} size={112} label="The example pointed at" />
              <Text size="sm">
                {titleOf(pointed.group)}
                {pointed.name && (
                  <>
                    <br />
                    class {pointed.name}
                  </>
                )}
              </Text>
            </>
          ) : (
            <Text size="sm" c="var(--quiet)">
              Point at a code to see its example.
            </Text>
          )}
        </Stack>
      </Group>
      <GroupLegend what="clusters" names={names} hidden={hidden} onChange={setHidden} />
      {found.axes[0].startsWith('component') && (
        <Text size="xs" c="var(--quiet)">
          Clusters were found in the whole code. The map shows the two directions in which codes differ most.
        </Text>
      )}
      {found.notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
    </Card>
  );
}
