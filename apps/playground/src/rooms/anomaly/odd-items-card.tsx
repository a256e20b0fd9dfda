import { Card, PixelPicture, ProblemAlert, useLatest, useTask } from '@autoencoders/app-kit';
import { Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { worker } from '../../page/store.js';
import { scoreOf, useAnomaly, useAnomalyParts } from './anomaly-state.js';
import { groupShown } from './group-shown.js';
import type { Scored, ShownRows } from './scored.js';
import { type Listing, listings, rowsOf } from './shown-rows.js';
import { told } from './told.js';

/** The oddest items, or those that the threshold judges wrongly, with what makes them odd. */
export function OddItemsCard({ scored }: { readonly scored: Scored }) {
  const { normalIs, against, answers } = useAnomalyParts('normalIs', 'against', 'answers');
  const [wanted, setListing] = useState<Listing>('oddest');
  const group = groupShown(scored, normalIs, against);
  const listing = wanted === 'missed' && !group ? 'oddest' : wanted;
  // Of the oddest the threshold is of no account.
  const threshold = useDeferredValue(
    useAnomaly((state) => (listing === 'oddest' ? 0 : scoreOf(state.threshold, scored))),
  );
  const rows = useMemo(
    () => rowsOf(listing, scored.normal, group, threshold),
    [listing, scored, group, threshold],
  );
  const names = rows.map(({ group: of = '', row }) => `${of}/${row}`).join();
  const shown = useTask(async () => ({
    captions: rows.map((row) => ({ score: told(row.score), group: row.group })),
    parts: rows.length > 0 ? await worker().anomaly.show(normalIs, rows) : undefined,
  }));
  useLatest(async () => void (await shown.run()), [names, answers, normalIs]);
  const { parts, captions = [] } = shown.result ?? {};
  const titles = captions.map(({ group: of }, at) => {
    const name = parts?.classes[at];
    return name ? `${name}${of === undefined ? '' : ' (odd)'}` : (of ?? 'test item');
  });
  return (
    <Card level={3} title="A closer look">
      <SegmentedControl
        aria-label="Which items"
        style={{ alignSelf: 'start' }}
        data={listings
          .filter((name) => group || name !== 'missed')
          .map((name) => ({ value: name, label: labels[name] }))}
        value={listing}
        onChange={(name) => setListing(name as Listing)}
      />
      <ProblemAlert problem={shown.problem} />
      {shown.result && !parts && <Text size="sm">There are none at this threshold.</Text>}
      {parts?.items.kind === 'pictures' && <Pictures parts={parts} titles={titles} captions={captions} />}
      {parts?.items.kind === 'rows' && <Rows parts={parts} titles={titles} captions={captions} />}
    </Card>
  );
}

const labels: Readonly<Record<Listing, string>> = {
  oddest: 'Highest scores',
  'false alarms': 'False alarms',
  missed: 'Missed',
};

interface ShownProps {
  readonly parts: ShownRows;
  readonly titles: readonly string[];
  readonly captions: readonly { readonly score: string; readonly group: string | undefined }[];
}

function Pictures({ parts: { items, reconstructions, errors }, titles, captions }: ShownProps) {
  if (items.kind !== 'pictures' || reconstructions.kind !== 'pictures') return null;
  return (
    <>
      <Group gap="md" align="start" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {captions.map(({ score }, index) => (
          <Stack key={index} gap={4} component="li" w={66}>
            <PixelPicture
              pixels={items.pixels}
              index={index}
              size={64}
              label={`${titles[index]}, score ${score}`}
            />
            <PixelPicture
              pixels={reconstructions.pixels}
              index={index}
              size={64}
              label="its reconstruction"
            />
            {errors?.kind === 'pictures' && (
              <PixelPicture pixels={errors.pixels} index={index} size={64} label="where the two differ" />
            )}
            <Text size="xs" lh={1.3} style={{ overflowWrap: 'anywhere' }}>
              {titles[index]}
              <br />
              {score}
            </Text>
          </Stack>
        ))}
      </Group>
      <Text size="xs" c="var(--quiet)">
        From top to bottom: the item, its reconstruction, and where they differ (white: most). Below, its
        class and score.
      </Text>
    </>
  );
}

function Rows({ parts: { blame }, titles, captions }: ShownProps) {
  return (
    <Table.ScrollContainer
      minWidth={420}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Items' } }}
    >
      <Table fz="sm" withTableBorder aria-label="Items and the columns that make them odd">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Item</Table.Th>
            <Table.Th>Score</Table.Th>
            <Table.Th>Columns to blame, the worst first</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {captions.map(({ score }, index) => (
            <Table.Tr key={index}>
              <Table.Td>{titles[index]}</Table.Td>
              <Table.Td>{score}</Table.Td>
              <Table.Td>
                {blame[index]?.map(({ column, value, expected }) => (
                  <div key={column}>
                    <b>{column}</b> is {told(value)}, expected {told(expected)}
                  </div>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
