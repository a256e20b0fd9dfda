import { Card, ProblemAlert } from '@autoencoders/app-kit';
import {
  Alert,
  Button,
  Chip,
  Group,
  NumberInput,
  Progress,
  SegmentedControl,
  Select,
  Stack,
  Text,
} from '@mantine/core';
import { useAnomaly, useAnomalyParts } from './anomaly-state.js';
import type { NormalIs } from './scored.js';

const scoreLabels: Readonly<Record<string, string>> = {
  reconstruction: 'Error of the reconstruction',
  'reconstruction-probability': 'Reconstruction probability',
  mahalanobis: 'Mahalanobis distance of the code',
  'nearest-neighbors': 'Distance to the nearest codes',
  'input-neighbors': 'Distance to the nearest examples',
  combined: 'Error and both distances together',
};

/** Chooses what is normal, trains the detector where one is needed, and chooses the score. */
export function DetectorCard() {
  const {
    summary,
    normalIs,
    normal,
    epochs,
    training,
    trained,
    score,
    scored,
    problem,
    change,
    train,
    stop,
  } = useAnomalyParts(
    'summary',
    'normalIs',
    'normal',
    'epochs',
    'training',
    'trained',
    'score',
    'scored',
    'problem',
    'change',
    'train',
    'stop',
  );
  if (!summary) return null;
  const { classes } = summary;
  const found = scored[normalIs];
  const stale = trained && String(trained) !== String(normal);
  const enough = normal.length > 0 && normal.length < classes.length;
  return (
    <Card level={3} title="Detector">
      {classes.length > 1 && (
        <SegmentedControl
          fullWidth
          aria-label="What is normal"
          data={[
            { value: 'classes', label: 'Some classes are normal' },
            { value: 'all', label: 'All are' },
          ]}
          value={normalIs}
          disabled={training}
          onChange={(value) =>
            change({ normalIs: value as NormalIs, against: undefined, threshold: { by: 'rate', rate: 0.05 } })
          }
        />
      )}
      {normalIs === 'classes' ? (
        <>
          <Stack gap={6} role="group" aria-label="Normal classes">
            <Text size="sm" fw={500}>
              Normal classes
            </Text>
            <Chip.Group
              multiple
              value={normal.map(String)}
              onChange={(labels) => change({ normal: labels.map(Number).sort((a, b) => a - b) })}
            >
              <Group gap={6}>
                {classes.map((name, label) => (
                  <Chip key={name} size="xs" value={String(label)} disabled={training}>
                    {name}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            <Text size="xs" c="var(--quiet)">
              An autoencoder like the one at hand is trained on these alone. The classes left out are the odd
              ones.
            </Text>
          </Stack>
          <Group align="end" gap="sm">
            <NumberInput
              label="Epochs"
              w={90}
              min={1}
              max={1000}
              allowDecimal={false}
              allowNegative={false}
              clampBehavior="blur"
              value={epochs}
              disabled={training}
              onChange={(value) => typeof value === 'number' && value >= 1 && change({ epochs: value })}
            />
            {training ? (
              <Button variant="default" onClick={stop}>
                Stop
              </Button>
            ) : (
              <Button disabled={!enough} onClick={() => void train()}>
                {trained ? 'Train again' : 'Train the detector'}
              </Button>
            )}
          </Group>
          {training && <TrainingProgress />}
          {!enough && <Text size="sm">Choose at least one class, and leave at least one out.</Text>}
          {stale && enough && !training && (
            <Alert variant="light" color="yellow">
              The scores are of a detector for {trained.map((label) => classes[label]).join(', ')}. Train
              again for your choice.
            </Alert>
          )}
        </>
      ) : (
        <Text size="sm" c="var(--quiet)">
          The model at hand is the detector: normal is what it was trained on. Half of the test part sets the
          threshold, the other half is judged.
        </Text>
      )}
      {found && (
        <Select
          label="Score"
          description="How odd an item is: the higher, the odder."
          styles={{ description: { color: 'var(--quiet)' } }}
          data={found.possible.map((value) => ({ value, label: scoreLabels[value] ?? value }))}
          value={score}
          allowDeselect={false}
          disabled={training}
          onChange={(value) => value && change({ score: value, threshold: { by: 'rate', rate: 0.05 } })}
        />
      )}
      <ProblemAlert problem={problem} />
    </Card>
  );
}

function TrainingProgress() {
  const progress = useAnomaly((state) => state.progress);
  return <Progress value={100 * progress} aria-label="Training of the detector" />;
}
