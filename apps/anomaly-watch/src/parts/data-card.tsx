import { Card, downloadFile, FileDrop, useTask } from '@autoencoders/app-kit';
import { Anchor, Button, Group, Loader, Text } from '@mantine/core';
import { IconDownload, IconTable } from '@tabler/icons-react';
import { openTable } from '../page/actions.js';
import { useWatch } from '../page/state.js';
import { worker } from '../page/worker.js';

/** Takes a table: the example, or a file of the visitor's own. */
export function DataCard() {
  const { activity, table, source } = useWatch('activity', 'table', 'source');
  const busy = activity !== 'idle';
  const saving = useTask(async () => {
    downloadFile('machine-week.csv', await worker().exampleCsv(), 'text/csv');
  });
  return (
    <Card title="1. Data">
      <FileDrop
        what="a CSV file"
        accept=".csv,.tsv,.txt,text/csv"
        disabled={busy}
        onFiles={([file]) => void openTable(file!)}
      />
      <Group gap="xs">
        <Button
          variant={table ? 'default' : 'filled'}
          leftSection={<IconTable size={16} />}
          disabled={busy}
          onClick={() => void openTable('example')}
        >
          Take the example
        </Button>
        {activity === 'reading' && <Loader size="sm" aria-label="Reading the file" />}
      </Group>
      {table ? (
        <Text size="sm">
          <b>{table.title}</b>: {table.rows.toLocaleString('en')} rows, {table.columns.length} columns.
        </Text>
      ) : (
        <Text size="sm" c="var(--quiet)">
          A file of measurements, a row for each moment, with names of columns in its first line.
        </Text>
      )}
      {source === 'example' && (
        <Text size="sm" c="var(--quiet)">
          This is <b>synthetic data</b>, made up for this page: a week of a pump’s five sensors, with five
          faults in its last three days. The column “fault” says where they are.{' '}
          <Anchor component="button" type="button" size="sm" onClick={() => void saving.run()}>
            <IconDownload size={13} /> Download it
          </Anchor>
        </Text>
      )}
    </Card>
  );
}
