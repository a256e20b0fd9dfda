import { Button, FileButton, Group, Paper, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';

/** Properties of {@link FileDrop}. */
export interface FileDropProps {
  /** What to drop: 'a CSV file'. */
  readonly what: string;
  /** Types as an input's `accept`: '.csv,text/csv'. */
  readonly accept: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A place to drop files on, with a button for those who choose them. Nothing leaves the machine. */
export function FileDrop({ what, accept, multiple = false, disabled = false, onFiles }: FileDropProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <Paper
      withBorder
      p="md"
      onDrop={drop}
      onDragOver={drag}
      onDragLeave={() => setOver(false)}
      style={{
        borderStyle: 'dashed',
        ...(over ? { borderColor: 'var(--mantine-primary-color-filled)' } : {}),
      }}
    >
      <Group justify="space-between">
        <Text size="sm">Drop {what} here. It stays on this machine.</Text>
        <FileButton
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          onChange={(chosen: File | File[] | null) => {
            const files = chosen === null ? [] : [chosen].flat();
            if (files.length > 0) onFiles(files);
          }}
        >
          {(given) => (
            <Button {...given} variant="default" leftSection={<IconUpload size={16} />}>
              Choose {what}
            </Button>
          )}
        </FileButton>
      </Group>
    </Paper>
  );
}
