import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { memo } from 'react';
import type { InputDescription } from '../../drawing/input-description.js';
import { usePlayground } from '../../page/store.js';
import type { Noise } from './denoised.js';

interface TrainedForItProps {
  readonly description: InputDescription;
  readonly noise: Noise;
}

/** Says whether the model was trained to denoise, and offers to prepare one that is. */
export const TrainedForIt = memo(function TrainedForIt({
  description: { model, corruption },
  noise,
}: TrainedForItProps) {
  const { change, enter, activity } = usePlayground();
  if (model === 'denoising') {
    const name = typeof corruption === 'string' ? corruption : JSON.stringify(corruption ?? 'gaussian');
    return (
      <Text size="sm">
        This is a denoising autoencoder: in training its inputs had noise ({name.replaceAll('"', '')}), and
        the clean ones were to come out.
      </Text>
    );
  }
  const busy = activity !== 'idle';
  return (
    <Alert
      variant="light"
      icon={<IconInfoCircle />}
      title={`This model is '${model}', trained on clean items`}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          A denoising autoencoder is trained to undo noise. Others happen to do it where their narrow code has
          no room for noise, at the price of detail.
        </Text>
        <Button
          size="xs"
          disabled={busy}
          onClick={() => {
            change({ kind: 'denoising', options: { corruption: noise.name } });
            enter('train');
          }}
        >
          Prepare a denoising autoencoder
        </Button>
        {busy && <Text size="xs">It can be prepared once the training has ended.</Text>}
      </Stack>
    </Alert>
  );
});
