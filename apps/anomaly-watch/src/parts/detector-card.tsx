import { Card } from '@autoencoders/app-kit';
import { Accordion, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { chooseSettings } from '../page/actions.js';
import { useWatch } from '../page/state.js';
import { FalseAlarmRate } from './false-alarm-rate.js';
import { MoreOptions } from './more-options.js';
import { TrainingRun } from './training-run.js';
import { Whole } from './whole.js';

/** Chooses how rows are watched, and has the detector trained. */
export function DetectorCard() {
  const { table, settings, activity, outcome } = useWatch('table', 'settings', 'activity', 'outcome');
  if (!table) return null;
  const disabled = activity !== 'idle';
  return (
    <Card title="4. Detector">
      <SegmentedControl
        aria-label="What is scored"
        data={[
          { value: 'rows', label: 'Single rows' },
          { value: 'windows', label: 'Windows of rows' },
        ]}
        value={settings.unit}
        disabled={disabled}
        onChange={(unit) => chooseSettings({ unit: unit as typeof settings.unit })}
      />
      <Text size="sm" c="var(--quiet)">
        {settings.unit === 'rows'
          ? 'Each row by itself: which values go together.'
          : 'Rows together with those before them: also how values move. A row has the score of the window that ends with it.'}
      </Text>
      {settings.unit === 'windows' && (
        <SimpleGrid cols={2} spacing="sm" style={{ alignItems: 'end' }}>
          <Whole
            label="Rows of a window"
            value={settings.length}
            min={2}
            max={256}
            disabled={disabled}
            onChange={(length) => chooseSettings({ length, stride: Math.min(settings.stride, length) })}
          />
          <Whole
            label="Rows to the next one"
            value={settings.stride}
            min={1}
            max={settings.length}
            disabled={disabled}
            onChange={(stride) => chooseSettings({ stride })}
          />
        </SimpleGrid>
      )}
      {!outcome && <FalseAlarmRate />}
      <Accordion variant="contained" chevronPosition="left">
        <Accordion.Item value="more">
          <Accordion.Control>More options</Accordion.Control>
          <Accordion.Panel>
            <MoreOptions />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
      <Stack gap="sm">
        <TrainingRun />
      </Stack>
    </Card>
  );
}
