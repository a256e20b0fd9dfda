import { Button, NumberInput, Select, SimpleGrid, Slider, Text } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { memo } from 'react';
import type { Noise, NoiseName } from './denoised.js';

const kinds: readonly { readonly value: NoiseName; readonly label: string; readonly strength: string }[] = [
  { value: 'gaussian', label: 'Gaussian', strength: 'Standard deviation' },
  { value: 'masking', label: 'Masking: values set to 0', strength: 'Share of values' },
  { value: 'saltAndPepper', label: 'Salt and pepper: values set to 0 or 1', strength: 'Share of values' },
];

interface NoiseFieldsProps {
  readonly noise: Noise;
  readonly onChange: (noise: Noise) => void;
}

/** Chooses the noise: its kind, how strong it is, and the seed of its draw. */
export const NoiseFields = memo(function NoiseFields({ noise, onChange }: NoiseFieldsProps) {
  const { strength } = kinds.find(({ value }) => value === noise.name)!;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <Select
        label="Noise"
        data={kinds}
        value={noise.name}
        allowDeselect={false}
        onChange={(name) => name !== null && onChange({ ...noise, name: name as NoiseName })}
      />
      <div>
        <Text size="sm" fw={600} aria-hidden>
          {strength} {noise.strength.toFixed(2)}
        </Text>
        <Slider
          min={0}
          max={1}
          step={0.05}
          value={noise.strength}
          label={(value) => value.toFixed(2)}
          thumbLabel={strength}
          onChange={(value) => onChange({ ...noise, strength: value })}
        />
      </div>
      <NumberInput
        label="Seed"
        description="The same seed draws the same noise."
        min={0}
        max={2 ** 31}
        allowDecimal={false}
        allowNegative={false}
        value={noise.seed}
        onChange={(seed) => typeof seed === 'number' && onChange({ ...noise, seed })}
      />
      <Button
        variant="default"
        style={{ alignSelf: 'end' }}
        leftSection={<IconDice5 size={16} />}
        onClick={() => onChange({ ...noise, seed: noise.seed + 1 })}
      >
        Draw new noise
      </Button>
    </SimpleGrid>
  );
});
