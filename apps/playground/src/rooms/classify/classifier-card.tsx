import { Card, ProblemAlert } from '@autoencoders/app-kit';
import { Alert, Button, NumberInput, Select, Slider, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { InputDescription } from '../../drawing/input-description.js';
import { usePlayground } from '../../page/store.js';
import { labelledChoices } from './labelled-choices.js';
import type { ClassifierSettings, Outcome } from './outcome.js';
import { TrainingProgress } from './training-progress.js';

interface ClassifierCardProps {
  readonly description: InputDescription;
  readonly outcome: Outcome | undefined;
  /** While it is trained. */
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onTrain: (settings: ClassifierSettings) => unknown;
}

const modes = [
  { value: 'frozen', label: 'Frozen: the codes stay as they are' },
  { value: 'fine-tune', label: 'Fine-tuned: the encoder learns on, in a copy' },
] as const;

const heads = [
  { value: 'hidden', label: 'One hidden layer of 64 units' },
  { value: 'linear', label: 'Linear: softmax regression' },
] as const;

/** Chooses how a classifier is trained, and trains it. */
export const ClassifierCard = memo(function ClassifierCard(props: ClassifierCardProps) {
  const { description, outcome, busy: disabled, problem, onTrain } = props;
  const choices = labelledChoices(description.train);
  const [choice, setChoice] = useState(choices.length - 1);
  const [settings, setSettings] = useState<Omit<ClassifierSettings, 'labelled'>>(
    outcome?.settings ?? { mode: 'frozen', head: 'hidden', seed: 0 },
  );
  const countText = (at: number) =>
    at === choices.length - 1
      ? `all ${choices[at]!.toLocaleString('en')}`
      : choices[at]!.toLocaleString('en');
  return (
    <Card level={3} title="Classifier">
      <div>
        <Text size="sm" fw={600} aria-hidden>
          Labelled examples: {countText(choice)}
        </Text>
        <Slider
          min={0}
          max={Math.max(1, choices.length - 1)}
          step={1}
          value={choice}
          label={null}
          marks={choices.map((_, value) => ({ value }))}
          thumbLabel="Labelled examples"
          thumbValueText={countText}
          disabled={disabled || choices.length < 2}
          onChange={(at) => setChoice(Math.min(at, choices.length - 1))}
        />
      </div>
      <Select
        label="Autoencoder"
        data={modes}
        value={settings.mode}
        allowDeselect={false}
        disabled={disabled}
        onChange={(mode) => mode !== null && setSettings({ ...settings, mode: mode as 'frozen' })}
      />
      <Select
        label="Classifier on the codes"
        description="A linear one judges the codes; a hidden layer makes more of narrow ones."
        data={heads}
        value={settings.head}
        allowDeselect={false}
        disabled={disabled}
        onChange={(head) => head !== null && setSettings({ ...settings, head: head as 'linear' })}
      />
      <NumberInput
        label="Seed"
        description="Of the examples that are drawn and of the first weights."
        min={0}
        max={2 ** 31}
        allowDecimal={false}
        allowNegative={false}
        value={settings.seed}
        disabled={disabled}
        onChange={(seed) => typeof seed === 'number' && setSettings({ ...settings, seed })}
      />
      {disabled ? (
        <TrainingProgress />
      ) : (
        <Button onClick={() => onTrain({ ...settings, labelled: choices[choice]! })}>
          {outcome ? 'Train the classifier again' : 'Train the classifier'}
        </Button>
      )}
      <ProblemAlert problem={problem} />
      {outcome && <ModelChanged outcome={outcome} />}
    </Card>
  );
});

/** Says that the model has learnt on since the classifier was put on it. */
function ModelChanged({ outcome }: { readonly outcome: Outcome }) {
  const changed = usePlayground(({ revision }) => revision !== outcome.revision);
  if (!changed) return null;
  return (
    <Alert variant="light" color="yellow" role="status" icon={<IconInfoCircle />}>
      The model has changed since. This classifier stands on a copy of the model as it was: train it again for
      the codes of now.
    </Alert>
  );
}
