import { ProblemAlert } from '@autoencoders/app-kit';
import { Alert, Loader, Paper, Stack, Tabs } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { ClassSelect } from '../../items/class-select.js';
import { worker } from '../../page/store.js';
import { useLook } from '../../page/use-look.js';
import { BetweenPanel } from './between-panel.js';
import { SamplesPanel } from './samples-panel.js';
import { SlidersPanel } from './sliders-panel.js';
import { TraversalPanel } from './traversal-panel.js';

const panels = [
  { value: 'samples', title: 'Samples', Panel: SamplesPanel },
  { value: 'sliders', title: 'Sliders', Panel: SlidersPanel },
  { value: 'between', title: 'Between', Panel: BetweenPanel },
  { value: 'traversal', title: 'Traversal', Panel: TraversalPanel },
] as const;

/** The ways to make new examples, one at a time. */
export function GenerateTabs() {
  const { result: about, problem } = useLook(() => worker().generate.about(), [], 0);
  const [label, setLabel] = useState<number>();
  if (!about) {
    return problem === undefined ? (
      <Loader aria-label="Looking at the model" />
    ) : (
      <ProblemAlert problem={problem} />
    );
  }
  return (
    <Stack>
      {about.slow && (
        <Alert variant="light" color="yellow" icon={<IconInfoCircle />}>
          This decoder makes one pixel after another: each look takes some seconds, and fewer pictures are
          made.
        </Alert>
      )}
      {about.given && <ClassSelect given={about.given} value={label} onChange={setLabel} />}
      <Tabs defaultValue="samples" keepMounted={false}>
        <Tabs.List aria-label="Ways to generate">
          {panels.map(({ value, title }) => (
            <Tabs.Tab key={value} value={value} px="sm">
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {panels.map(({ value, Panel }) => (
          <Tabs.Panel key={value} value={value} pt="md">
            <Paper withBorder p="md">
              <Panel about={about} label={label} />
            </Paper>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}
