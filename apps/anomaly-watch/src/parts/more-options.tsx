import { NumberInput, Select, SimpleGrid, Stack } from '@mantine/core';
import { chooseSettings } from '../page/actions.js';
import { useWatch } from '../page/state.js';
import { type ScoreChoice, type Settings, scoresFor } from '../worker/settings.js';
import { Whole } from './whole.js';

const scoreLabels: Readonly<Record<ScoreChoice, string>> = {
  all: 'Reconstruction and neighbours',
  reconstruction: 'Reconstruction error',
  neighbours: 'Distance to neighbours',
  probability: 'Reconstruction probability',
};

/** What few need to change. */
export function MoreOptions() {
  const { settings, activity } = useWatch('settings', 'activity');
  const disabled = activity !== 'idle';
  const scores = scoresFor(settings);
  const choose = <Name extends keyof Settings>(name: Name) => ({
    value: settings[name] as string,
    allowDeselect: false,
    disabled,
    onChange: (value: string | null) => chooseSettings({ [name]: value } as Partial<Settings>),
  });
  return (
    <Stack gap="sm">
      <Select
        label="Autoencoder"
        data={[
          { value: 'denoising', label: 'Denoising' },
          { value: 'undercomplete', label: 'Undercomplete' },
          { value: 'variational', label: 'Variational' },
        ]}
        {...choose('model')}
      />
      <Select
        label="Score"
        data={scores.map((value) => ({ value, label: scoreLabels[value] }))}
        {...choose('score')}
        value={scores.includes(settings.score) ? settings.score : scores[0]!}
      />
      {settings.unit === 'windows' && (
        <Select
          label="Layers"
          data={[
            { value: 'dense', label: 'Dense' },
            { value: 'convolutional', label: 'Convolutions over time' },
          ]}
          {...choose('layers')}
        />
      )}
      <Select
        label="Scaling of columns"
        data={[
          { value: 'robust', label: 'By median and quartiles' },
          { value: 'standard', label: 'By mean and deviation' },
          { value: 'min-max', label: 'To the range 0 to 1' },
        ]}
        {...choose('scaling')}
      />
      <Select
        label="Missing cells"
        data={[
          { value: 'hold', label: 'Hold the value before' },
          { value: 'mean', label: 'Fill with the mean' },
          { value: 'error', label: 'Refuse, naming them' },
        ]}
        {...choose('missing')}
      />
      <Select
        label="Engine"
        data={[
          { value: 'auto', label: 'Fastest here' },
          { value: 'webgpu', label: 'WebGPU' },
          { value: 'wasm', label: 'WASM' },
        ]}
        {...choose('engine')}
      />
      <SimpleGrid cols={2} spacing="sm" style={{ alignItems: 'end' }}>
        <NumberInput
          label="Faults among normal rows"
          suffix=" %"
          value={Number((settings.trim * 100).toPrecision(6))}
          min={0}
          max={40}
          clampBehavior="blur"
          disabled={disabled}
          onChange={(given) => {
            if (typeof given === 'number' && given >= 0 && given <= 40) chooseSettings({ trim: given / 100 });
          }}
        />
        <Whole
          label="Training steps"
          value={settings.steps}
          min={10}
          max={100_000}
          disabled={disabled}
          onChange={(steps) => chooseSettings({ steps })}
        />
        <Whole
          label="Rows in a step"
          value={settings.batchSize}
          min={8}
          max={4096}
          disabled={disabled}
          onChange={(batchSize) => chooseSettings({ batchSize })}
        />
        <Whole
          label="Seed"
          value={settings.seed}
          min={0}
          max={1_000_000}
          disabled={disabled}
          onChange={(seed) => chooseSettings({ seed })}
        />
      </SimpleGrid>
    </Stack>
  );
}
