import { Card } from '@autoencoders/app-kit';
import { Text } from '@mantine/core';
import { ClassSelect } from '../../items/class-select.js';
import type { Items } from '../../items/items.js';
import { OneItem } from '../../items/one-item.js';
import type { CodeMap } from './verbs.js';

/** Properties of {@link DecodedCard}. */
export interface DecodedCardProps {
  readonly map: CodeMap;
  /** Where the cross is. */
  readonly spot: readonly [number, number] | undefined;
  readonly item: Items | undefined;
  readonly label: number | undefined;
  readonly onLabel: (label: number | undefined) => void;
}

/** What the decoder makes of the place that was picked, large. */
export function DecodedCard({ map, spot, item, label, onLabel }: DecodedCardProps) {
  return (
    <Card level={3} title="Decoded from the cross">
      <OneItem items={item} size={224} label="What the decoder makes of the place of the cross" />
      <Text size="sm">{spot && toldPlace(spot, map)}</Text>
      <Text size="xs" c="var(--quiet)">
        Click on the map or drag over it; or move by arrow keys, with Shift in larger steps.
        {map.codebook && ' A place is decoded as the nearest vectors of the codebook.'}
      </Text>
      {map.given?.by === 'condition' && <ClassSelect given={map.given} value={label} onChange={onLabel} />}
    </Card>
  );
}

function toldPlace([x, y]: readonly [number, number], { width, choice }: CodeMap): string {
  const [a, b] = [x.toFixed(2), y.toFixed(2)];
  if (width === 1) return `Code ${a}`;
  if (width === 2) return `Code (${a}, ${b})`;
  if (choice === 'principal') return `Mean code, ${a} along component 1 and ${b} along component 2`;
  return `Mean code with z${choice.across} = ${a} and z${choice.up} = ${b}`;
}
