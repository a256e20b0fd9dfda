import { Box, Group, Progress, Stack, Text } from '@mantine/core';
import { placeText } from '../plot/place-text.js';
import { shortNumber } from '../plot/ticks.js';
import type { Axis } from '../table/axis.js';
import type { Finding } from '../worker/findings.js';

/** Properties of {@link BlameList}. */
export interface BlameListProps {
  readonly finding: Finding;
  readonly axis: Axis;
  /** How many columns are told; those with less than a hundredth are left out. */
  readonly most: number;
}

/** The columns to blame: the share of each, what was expected, and what came. */
export function BlameList({ finding, axis, most }: BlameListProps) {
  const told = finding.blamed.filter(({ share }) => share >= 0.01).slice(0, most);
  const windows = finding.to - finding.from > 1;
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {told.map(({ column, share, expected, got, row }) => (
        <Box key={column} component="li">
          <Group gap="0 8px">
            <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
              {column}
            </Text>
            <Progress
              value={100 * share}
              color="red"
              w={70}
              miw={40}
              aria-label={`Share of ${column}: ${Math.round(100 * share)} %`}
            />
            <Text size="xs" style={{ whiteSpace: 'nowrap' }}>
              {Math.round(100 * share)} %
            </Text>
          </Group>
          <Text size="xs" c="var(--quiet)">
            expected {shortNumber(expected)}, got {shortNumber(got)}
            {windows && ` at ${placeText(axis, row)}`}
          </Text>
        </Box>
      ))}
    </Stack>
  );
}
