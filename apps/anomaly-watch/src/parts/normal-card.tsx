import { Card } from '@autoencoders/app-kit';
import { Checkbox, Group, RangeSlider, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { chooseNormal } from '../page/actions.js';
import { useWatch } from '../page/state.js';
import { placeText } from '../plot/place-text.js';

/** Chooses the normal rows: a stretch of them, or those with some value in a column. */
export function NormalCard() {
  const { table, axis, normal, normalCount, activity } = useWatch(
    'table',
    'axis',
    'normal',
    'normalCount',
    'activity',
  );
  const [range, setRange] = useState<readonly [number, number]>();
  if (!table || !axis) return null;
  const disabled = activity !== 'idle';
  const byValue = table.columns.filter(({ values }) => values.length > 1);
  const rows = table.rows;
  const shown = range ?? (normal.by === 'range' ? ([normal.from, normal.to] as const) : ([0, rows] as const));
  const column = normal.by === 'value' ? byValue.find(({ name }) => name === normal.column) : undefined;

  const changeWay = (way: string) => {
    setRange(undefined);
    if (way === 'range') return chooseNormal({ by: 'range', from: 0, to: Math.floor(rows / 2) });
    const { name, values } = byValue[0]!;
    chooseNormal({ by: 'value', column: name, values: values.slice(0, 1) });
  };

  return (
    <Card title="3. Normal rows">
      <Text size="sm" c="var(--quiet)">
        What is learnt is what these rows have in common. A few faults among them do little harm.
      </Text>
      {byValue.length > 0 && (
        <SegmentedControl
          aria-label="How normal rows are chosen"
          data={[
            { value: 'range', label: 'A stretch' },
            { value: 'value', label: 'By a column' },
          ]}
          value={normal.by}
          disabled={disabled}
          onChange={changeWay}
        />
      )}
      {normal.by === 'range' ? (
        <Stack gap={4} px={6}>
          <RangeSlider
            min={0}
            max={rows}
            step={1}
            minRange={1}
            value={[...shown]}
            disabled={disabled}
            label={null}
            thumbFromLabel="First normal row"
            thumbToLabel="Last normal row"
            onChange={setRange}
            onChangeEnd={([from, to]) => {
              setRange(undefined);
              chooseNormal({ by: 'range', from, to });
            }}
          />
          <Group justify="space-between" gap="xs">
            <Text size="xs">{placeText(axis, shown[0])}</Text>
            <Text size="xs">{placeText(axis, shown[1] - 1)}</Text>
          </Group>
          <Text size="sm">
            {(shown[1] - shown[0]).toLocaleString('en')} rows. Or drag over them in the plot.
          </Text>
        </Stack>
      ) : (
        <>
          <Select
            label="Column"
            data={byValue.map(({ name }) => name)}
            value={normal.column}
            allowDeselect={false}
            disabled={disabled}
            onChange={(name) =>
              chooseNormal({
                by: 'value',
                column: name!,
                values: byValue.find((each) => each.name === name)!.values.slice(0, 1),
              })
            }
          />
          <Checkbox.Group
            label="Values of normal rows"
            value={[...normal.values]}
            onChange={(values) => chooseNormal({ ...normal, values })}
          >
            <Group gap="xs" mt={6}>
              {column?.values.map((value) => (
                <Checkbox
                  key={value}
                  value={value}
                  label={value === '' ? '(empty)' : value}
                  disabled={disabled}
                />
              ))}
            </Group>
          </Checkbox.Group>
          <Text size="sm" role="status">
            {normalCount === undefined ? '' : `${normalCount.toLocaleString('en')} rows.`}
          </Text>
        </>
      )}
    </Card>
  );
}
