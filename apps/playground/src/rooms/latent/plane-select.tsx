import { Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import type { CodeMap, PlaneChoice } from './verbs.js';

/** Properties of {@link PlaneSelect}. */
export interface PlaneSelectProps {
  readonly map: CodeMap;
  readonly value: PlaneChoice;
  readonly onChange: (choice: PlaneChoice) => void;
}

/** Values of a code that can be chosen from: those that differ most. */
const listed = 64;

/** Which plane through a code of many values the map shows. */
export function PlaneSelect({ map, value, onChange }: PlaneSelectProps) {
  const { width, order, deviation } = map;
  const values = Array.from(order.subarray(0, listed), (k) => ({
    value: `${k}`,
    label: `z${k} · spread ${deviation[k]!.toPrecision(2)}`,
  }));
  const two = value === 'principal' ? { across: order[0]!, up: order[1]! } : value;
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label="Plane through the codes"
        data={[
          { value: 'principal', label: 'Principal components' },
          { value: 'dimensions', label: 'Two values' },
        ]}
        value={value === 'principal' ? 'principal' : 'dimensions'}
        onChange={(kind) => onChange(kind === 'principal' ? 'principal' : two)}
      />
      {value === 'principal' ? (
        <Text size="xs" c="var(--quiet)">
          Codes have {width} values. The map shows the plane through their mean along which they differ most.
        </Text>
      ) : (
        <Group grow gap="xs">
          <Select
            label="Across"
            data={values.filter((each) => each.value !== `${two.up}`)}
            value={`${two.across}`}
            allowDeselect={false}
            searchable
            onChange={(chosen) => chosen !== null && onChange({ ...two, across: Number(chosen) })}
          />
          <Select
            label="Upwards"
            data={values.filter((each) => each.value !== `${two.across}`)}
            value={`${two.up}`}
            allowDeselect={false}
            searchable
            onChange={(chosen) => chosen !== null && onChange({ ...two, up: Number(chosen) })}
          />
        </Group>
      )}
    </Stack>
  );
}
