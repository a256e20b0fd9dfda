import { Card } from '@autoencoders/app-kit';
import { Button, Group, Text } from '@mantine/core';
import { useWatch } from '../page/state.js';
import { applyKept, forgetKept } from '../page/training.js';

/** Offers the detector that this browser keeps from an earlier visit. */
export function KeptCard() {
  const { kept, table, outcome, activity } = useWatch('kept', 'table', 'outcome', 'activity');
  if (!kept || !table || outcome || (activity !== 'idle' && activity !== 'reading')) return null;
  const names = new Set(table.columns.map(({ name }) => name));
  const lacking = kept.columns.filter((name) => !names.has(name));
  return (
    <Card title="A detector from before">
      <Text size="sm">
        This browser keeps the last detector: trained on {kept.title},{' '}
        {new Date(kept.saved).toLocaleString('en-GB')}, of the columns {kept.columns.join(', ')}.
      </Text>
      {lacking.length > 0 && (
        <Text size="sm">
          This file has no {lacking.length === 1 ? 'column' : 'columns'} {lacking.join(', ')}: the detector
          cannot be used on it.
        </Text>
      )}
      <Group gap="xs">
        <Button
          variant="light"
          disabled={activity !== 'idle' || lacking.length > 0}
          onClick={() => void applyKept()}
        >
          Use it on this file
        </Button>
        <Button variant="default" disabled={activity !== 'idle'} onClick={() => void forgetKept()}>
          Forget it
        </Button>
      </Group>
    </Card>
  );
}
