import { variants } from 'virtual:catalogue';
import { downloadFile, ProblemAlert, useTask } from '@autoencoders/app-kit';
import { Button, Group, Stack } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCode, IconDownload, IconLink } from '@tabler/icons-react';
import { programOf } from '../../configuration/program.js';
import { usePlayground, worker } from '../../page/store.js';

/** What a visitor takes along: the model, the program that trains it anew, a link to the configuration. */
export function RunDownloads() {
  const run = usePlayground((state) => state.run)!;
  const clipboard = useClipboard();
  const saving = useTask(async () => {
    downloadFile(`${run.configuration.kind}.zip`, await worker().exportModel(), 'application/zip');
  });
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} />}
          loading={saving.busy}
          onClick={() => void saving.run()}
        >
          Model
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconCode size={14} />}
          onClick={() => downloadFile('train.ts', programOf(run.configuration, variants), 'text/typescript')}
        >
          TypeScript
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconLink size={14} />}
          onClick={() => clipboard.copy(location.href)}
        >
          {clipboard.copied ? 'Link copied' : 'Copy link'}
        </Button>
      </Group>
      <ProblemAlert problem={saving.problem} />
    </Stack>
  );
}
