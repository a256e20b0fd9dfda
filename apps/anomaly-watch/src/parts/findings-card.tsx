import { Card, useLatest } from '@autoencoders/app-kit';
import { SegmentedControl, Table, Text, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { change, useWatch } from '../page/state.js';
import { zoomTo } from '../page/view.js';
import { worker } from '../page/worker.js';
import { placeText, spanText } from '../plot/place-text.js';
import { shortNumber } from '../plot/ticks.js';
import type { Axis } from '../table/axis.js';
import type { Finding } from '../worker/findings.js';
import { BlameList } from './blame-list.js';
import { seriesPlace } from './series-card.js';

/** How many are shown. */
const count = 12;

/** The worst alarms or rows, each with the columns to blame. */
export function FindingsCard() {
  const { axis, outcome, judgement, worst, worstBy } = useWatch(
    'axis',
    'outcome',
    'judgement',
    'worst',
    'worstBy',
  );
  // While the slider moves there is no use in explaining what is gone in a moment.
  const [settled] = useDebouncedValue(judgement, 250);
  useLatest(async () => {
    if (outcome && settled) change({ worst: await worker().worst(worstBy, count) });
  }, [outcome, settled, worstBy]);
  if (!outcome || !axis || !judgement) return null;
  const windows = outcome.unit === 'windows';

  return (
    <Card title="The worst, and why">
      <SegmentedControl
        aria-label="What the table lists"
        data={[
          { value: 'alarms', label: 'Worst row of each alarm' },
          { value: 'rows', label: windows ? 'Worst windows' : 'Worst rows' },
        ]}
        value={worstBy}
        onChange={(by) => change({ worstBy: by as typeof worstBy, worst: undefined })}
      />
      {worst?.length === 0 && <Text size="sm">No row is above the threshold.</Text>}
      {worst && worst.length > 0 && (
        <Table.ScrollContainer minWidth={290} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table verticalSpacing="xs">
            <Table.Caption c="var(--quiet)">
              {worstBy === 'alarms' && judgement.alarms.length > count
                ? `The ${count} worst of ${judgement.alarms.length} alarms. `
                : ''}
              A share is the column’s part in the score. Choose a time to see it in the plot.
            </Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{windows ? 'Window that ends' : 'Time'}</Table.Th>
                <Table.Th scope="col">Score</Table.Th>
                <Table.Th scope="col">Columns to blame</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {worst.map((finding) => (
                <Line key={`${finding.row} ${finding.alarm?.from}`} finding={finding} axis={axis} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  );
}

function Line({ finding, axis }: { readonly finding: Finding; readonly axis: Axis }) {
  const { selected } = useWatch('selected');
  const { row, score, alarm, from, to } = finding;
  const go = () => {
    const first = alarm ? Math.min(alarm.from, from) : from;
    const last = Math.min(axis.x.length, alarm ? Math.max(alarm.to, to) : to) - 1;
    const around = Math.max(axis.x[last]! - axis.x[first]!, (axis.x.at(-1)! - axis.x[0]!) / 60);
    change({ selected: finding });
    zoomTo(axis.x[first]! - around, axis.x[last]! + around);
    document.getElementById(seriesPlace)?.scrollIntoView({ block: 'start' });
  };
  return (
    <Table.Tr
      style={selected?.row === row ? { boxShadow: 'inset 3px 0 var(--mantine-primary-color-filled)' } : {}}
    >
      <Table.Td style={{ verticalAlign: 'top' }}>
        <UnstyledButton
          onClick={go}
          style={{ textDecoration: 'underline', color: 'var(--mantine-color-anchor)', fontSize: 'inherit' }}
        >
          {placeText(axis, row)}
        </UnstyledButton>
        {alarm && alarm.to - alarm.from > 1 && (
          <Text size="xs" c="var(--quiet)">
            alarm over {spanText(axis, alarm.from, alarm.to - 1)}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ verticalAlign: 'top' }}>{shortNumber(score)}</Table.Td>
      <Table.Td>
        <BlameList finding={finding} axis={axis} most={3} />
      </Table.Td>
    </Table.Tr>
  );
}
