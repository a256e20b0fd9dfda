import { Card } from '@autoencoders/app-kit';
import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { OneItem } from '../../items/one-item.js';
import { usePlayground } from '../../page/store.js';
import type { Look } from './verbs.js';

/** Properties of {@link PointedCard}. */
export interface PointedCardProps {
  readonly look: Look | undefined;
  /** Whether the decoder takes too long for reconstructions at a glance. */
  readonly slow: boolean;
}

/** The example under the pointer, beside its reconstruction. */
export function PointedCard({ look, slow }: PointedCardProps) {
  const classes = usePlayground((state) => state.summary?.classes);
  if (!look) {
    return (
      <Card level={3} title="Point under the pointer">
        <Text size="sm" c="var(--quiet)">
          Point at one to see the example and its reconstruction.
        </Text>
      </Card>
    );
  }
  const { row, group, original, reconstruction } = look;
  return (
    <Card level={3} title="Point under the pointer">
      <Text size="sm">
        Test example {row}
        {group !== undefined && `, class ${classes?.[group] ?? group}`}
      </Text>
      <Group align="flex-start" gap="md">
        <Figure name="Example">
          <OneItem items={original} size={112} label={`Test example ${row}`} />
        </Figure>
        {reconstruction && (
          <Figure name="Reconstruction">
            <OneItem items={reconstruction} size={112} label={`Reconstruction of test example ${row}`} />
          </Figure>
        )}
      </Group>
      {slow && (
        <Text size="xs" c="var(--quiet)">
          This decoder makes one pixel after another: click on the point to see what it makes of it.
        </Text>
      )}
    </Card>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Stack gap={4}>
      {children}
      <Text size="xs" c="var(--quiet)">
        {name}
      </Text>
    </Stack>
  );
}
