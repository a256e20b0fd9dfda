import { PixelPicture } from '@autoencoders/app-kit';
import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useId } from 'react';
import { usePlayground } from '../page/store.js';
import type { ExampleChoice } from '../rooms/generate/use-examples.js';

/** Properties of {@link ExamplePicker}. */
export interface ExamplePickerProps {
  /** What it is chosen for: 'From'. */
  readonly title: string;
  readonly choice: ExampleChoice;
  /** The row of the test part that is chosen. */
  readonly chosen: number | undefined;
  readonly onChoose: (row: number) => void;
}

/** Chooses one of a few examples of the test part, by its picture or its number. */
export function ExamplePicker({ title, choice, chosen, onChoose }: ExamplePickerProps) {
  const classes = usePlayground((state) => state.summary?.classes) ?? [];
  const heading = useId();
  const { examples, more } = choice;
  if (!examples) return null;
  const { rows, items, groups } = examples;
  return (
    <div>
      <Group gap="xs" mb={4}>
        <Text id={heading} size="sm" fw={600}>
          {title}
        </Text>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconRefresh size={12} aria-hidden />}
          onClick={more}
        >
          Other examples
        </Button>
      </Group>
      <Group gap={4} role="group" aria-labelledby={heading}>
        {Array.from(rows, (row, index) => {
          const group = groups && classes[groups[index]!];
          const name = `Test example ${row}${group === undefined ? '' : `, class ${group}`}`;
          const on = row === chosen;
          if (items.kind === 'rows') {
            return (
              <Button
                key={row}
                size="compact-sm"
                variant={on ? 'filled' : 'default'}
                aria-label={name}
                aria-pressed={on}
                onClick={() => onChoose(row)}
              >
                {row}
                {group !== undefined && ` · ${group}`}
              </Button>
            );
          }
          return (
            <UnstyledButton
              key={row}
              aria-label={name}
              aria-pressed={on}
              p={2}
              style={{
                borderRadius: 6,
                boxShadow: on ? '0 0 0 3px var(--mantine-primary-color-filled)' : undefined,
              }}
              onClick={() => onChoose(row)}
            >
              <PixelPicture pixels={items.pixels} index={index} size={36} />
            </UnstyledButton>
          );
        })}
      </Group>
    </div>
  );
}
