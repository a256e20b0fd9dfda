import { Card, colourOf } from '@autoencoders/app-kit';
import { Box, Group, Stack, Text } from '@mantine/core';
import { memo } from 'react';
import { ItemsView } from '../../items/items-view.js';
import type { FoundClusters } from './found.js';
import { titleOf } from './title-of.js';

/** Each cluster with its members, the nearest to its centre first. */
export const ClusterRows = memo(function ClusterRows({
  found: { clusters },
}: {
  readonly found: FoundClusters;
}) {
  return (
    <Card level={3} title="Members">
      <Text size="xs" c="var(--quiet)">
        Nearest to the centre of each cluster, from there outwards.
      </Text>
      <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {clusters.map(({ size, standsFor, members }, index) => (
          <Stack key={index} gap={4} component="li">
            <Group gap={8}>
              <Box w={12} h={12} style={{ background: colourOf(index), borderRadius: 6 }} aria-hidden />
              <Text size="sm" fw={600}>
                {titleOf(index)}
              </Text>
              <Text size="sm" c="var(--quiet)">
                {size} {size === 1 ? 'example' : 'examples'}
                {standsFor && `, ${Math.round(100 * standsFor.share)} % of them ${standsFor.name}`}
              </Text>
            </Group>
            <ItemsView
              items={members.kind === 'rows' ? { ...members, rows: members.rows.slice(0, 3) } : members}
              label={`Members of ${titleOf(index).toLowerCase()}`}
              size={44}
            />
          </Stack>
        ))}
      </Stack>
    </Card>
  );
});
