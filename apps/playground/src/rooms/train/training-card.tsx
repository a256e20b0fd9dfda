import { Card } from '@autoencoders/app-kit';
import type { EngineChoice } from '@autoencoders/app-kit/worker';
import { NumberInput, Select, SimpleGrid } from '@mantine/core';
import type { TrainingSettings } from '../../configuration/configuration.js';
import { useParts } from '../../page/store.js';
import { UnlessBusy } from './unless-busy.js';

const engines: readonly { readonly value: EngineChoice; readonly label: string }[] = [
  { value: 'auto', label: 'The fastest that works here' },
  { value: 'webgpu', label: 'WebGPU, the graphics card' },
  { value: 'wasm', label: 'WASM, the processor' },
  { value: 'cpu', label: 'Plain JavaScript' },
];

const fields = [
  { name: 'epochs', label: 'Epochs', min: 1, max: 10_000, step: 1 },
  { name: 'batchSize', label: 'Batch size', min: 1, max: 4096, step: 1 },
  { name: 'learningRate', label: 'Learning rate', min: 1e-6, max: 1, step: 1e-4 },
  { name: 'seed', label: 'Seed', min: 0, max: 2 ** 31, step: 1 },
] as const satisfies readonly { readonly name: keyof TrainingSettings; readonly [key: string]: unknown }[];

/** Chooses how to train, and what on. */
export function TrainingCard() {
  const { draft, change } = useParts('draft', 'change');
  return (
    <Card level={3} title="Training">
      <UnlessBusy>
        <SimpleGrid cols={2} spacing="sm">
          {fields.map(({ name, label, min, max, step }) => (
            <NumberInput
              key={name}
              label={label}
              value={draft.training[name]}
              min={min}
              max={max}
              step={step}
              allowDecimal={name === 'learningRate'}
              allowNegative={false}
              clampBehavior="blur"
              onChange={(value) => {
                if (typeof value === 'number' && value >= min) {
                  change({ training: { ...draft.training, [name]: value } });
                }
              }}
            />
          ))}
        </SimpleGrid>
        <Select
          label="Engine"
          data={engines}
          value={draft.engine}
          allowDeselect={false}
          onChange={(engine) => engine !== null && change({ engine: engine as EngineChoice })}
        />
      </UnlessBusy>
    </Card>
  );
}
