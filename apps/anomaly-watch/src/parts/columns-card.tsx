import { Card } from '@autoencoders/app-kit';
import { Checkbox, Select, Stack, Text } from '@mantine/core';
import { chooseColumns, chooseLabel, chooseTime } from '../page/actions.js';
import { useWatch } from '../page/state.js';
import { shortNumber } from '../plot/ticks.js';
import type { ColumnInfo } from '../table/column-info.js';

const count = ' number of the row';

/** Chooses what the columns are for: the time, what is learnt from, and what tells of faults. */
export function ColumnsCard() {
  const { table, axis, columns, label, activity } = useWatch('table', 'axis', 'columns', 'label', 'activity');
  if (!table) return null;
  const disabled = activity !== 'idle';
  const names = table.columns.map(({ name }) => name);
  const left = table.columns.filter(({ name }) => name !== axis?.column && name !== label);
  return (
    <Card title="2. Columns">
      <Select
        label="Time"
        data={[{ value: count, label: 'Number of the row' }, ...names]}
        value={axis?.column ?? count}
        allowDeselect={false}
        disabled={disabled}
        onChange={(name) => void chooseTime(name === count ? null : name)}
      />
      <Checkbox.Group
        label="Columns to watch"
        value={[...columns]}
        onChange={(chosen) => chooseColumns(names.filter((name) => chosen.includes(name)))}
      >
        <Stack gap={6} mt={6}>
          {left.map((column) => (
            <Checkbox
              key={column.name}
              value={column.name}
              label={column.name}
              description={described(column)}
              disabled={disabled || !learnable(column)}
              styles={{
                description: { color: 'var(--quiet)' },
                label: { color: 'var(--mantine-color-text)' },
              }}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <Select
        label="Column that tells of faults"
        description="Only to judge the alarms by: it is never learnt from. Empty, 0, normal and ok mean none."
        placeholder="none"
        clearable
        styles={{ description: { color: 'var(--quiet)' } }}
        clearButtonProps={{ 'aria-label': 'No column tells of faults' }}
        data={names.filter((name) => name !== axis?.column)}
        value={label}
        disabled={disabled}
        onChange={chooseLabel}
      />
      {columns.length === 0 && (
        <Text size="sm" role="alert">
          Choose one column at least.
        </Text>
      )}
    </Card>
  );
}

function learnable({ kind }: ColumnInfo): boolean {
  return kind === 'numbers' || kind === 'constant' || kind === 'counter';
}

function described({ kind, note, lowest, highest, missing }: ColumnInfo): string {
  const gaps = missing > 0 ? `, ${missing} missing` : '';
  if (kind === 'numbers') return `${shortNumber(lowest!)} to ${shortNumber(highest!)}${gaps}`;
  return `Left out: ${note}${kind === 'constant' || kind === 'counter' ? gaps : ''}`;
}
