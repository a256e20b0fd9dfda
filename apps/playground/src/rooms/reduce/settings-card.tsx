import { Card, ProblemAlert } from '@autoencoders/app-kit';
import { Button, Chip, Group, Slider, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type ClassicalMethod, classicalMethods, methodNames } from './methods.js';
import { useReduceParts } from './reduce-state.js';

/** Examples that can be mapped at most: the time of some methods grows with their square. */
const most = 600;

/** Chooses how many examples are mapped, and by what. */
export function SettingsCard() {
  const { summary, count, wanted, working, maps, problem, setCount, setWanted, work, cancel } =
    useReduceParts(
      'summary',
      'count',
      'wanted',
      'working',
      'maps',
      'problem',
      'setCount',
      'setWanted',
      'work',
      'cancel',
    );
  const [asked, setAsked] = useState<number>();
  const left = wanted.some((method) => !maps[method]);
  const largest = Math.min(most, summary?.test ?? most);
  return (
    <Card level={3} title="What to compare">
      <Group gap="xl" align="start">
        <Stack gap={6} role="group" aria-label="Methods beside the autoencoder">
          <Text size="sm" fw={500}>
            Beside the autoencoder
          </Text>
          <Chip.Group
            multiple
            value={[...wanted]}
            onChange={(names) => void setWanted(names as ClassicalMethod[])}
          >
            <Group gap={6}>
              {classicalMethods.map((method) => (
                <Chip key={method} size="xs" value={method}>
                  {methodNames[method]}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Stack>
        {largest > 100 && (
          <Stack gap={6} flex="1 1 220px" maw={320}>
            <Text size="sm" fw={500} id="reduce-count">
              {asked ?? count} examples of the test part
            </Text>
            <Slider
              aria-labelledby="reduce-count"
              thumbLabel="Examples"
              min={100}
              max={largest}
              step={50}
              label={null}
              value={asked ?? count}
              onChange={setAsked}
              onChangeEnd={(value) => {
                setAsked(undefined);
                if (value !== count) void setCount(value);
              }}
            />
          </Stack>
        )}
        {working ? (
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        ) : (
          left && <Button onClick={() => void work()}>Go on</Button>
        )}
      </Group>
      <ProblemAlert problem={problem} />
    </Card>
  );
}
