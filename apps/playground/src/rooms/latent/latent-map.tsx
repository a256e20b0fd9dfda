import { ProblemAlert } from '@autoencoders/app-kit';
import { Grid, Group, Loader, Stack, Switch, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Plane } from '../../codes/plane.js';
import { GroupLegend } from '../../map/group-legend.js';
import { PointsMap } from '../../map/points-map.js';
import { usePlayground, worker } from '../../page/store.js';
import { useLook } from '../../page/use-look.js';
import { DecodedCard } from './decoded-card.js';
import { PlaneSelect } from './plane-select.js';
import { PointedCard } from './pointed-card.js';
import type { PlaneChoice } from './verbs.js';

/** Decoded pictures along each side of the sheet behind the points. */
const along = 18;

/** The map of the codes, and beside it what is under the pointer and what the decoder makes of a place. */
export function LatentMap() {
  const revision = usePlayground((state) => state.revision);
  const summary = usePlayground((state) => state.summary);
  const [choice, setChoice] = useState<PlaneChoice>();
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [picked, setPicked] = useState<readonly [number, number]>();
  const [hovered, setHovered] = useState<number>();
  const [behind, setBehind] = useState(false);
  const [label, setLabel] = useState<number>();
  const seen = useMemo<{ plane: Plane | undefined }>(() => ({ plane: undefined }), []);

  const { result: map, problem } = useLook(
    async () => {
      const made = await worker().latent.map(choice, seen.plane);
      seen.plane = made.choice === 'principal' ? made.plane : undefined;
      return made;
    },
    [choice],
    revision,
  );
  const plane = map?.plane;
  const spot: readonly [number, number] | undefined =
    picked ?? (map && [(map.extent.x[0] + map.extent.x[1]) / 2, (map.extent.y[0] + map.extent.y[1]) / 2]);
  const decoded = useLook(
    async () => plane && spot && (await worker().latent.decodeAt(plane, spot[0], spot[1], label)),
    [plane, spot?.[0], spot?.[1], label],
    0,
  );
  const row = hovered === undefined ? undefined : map?.rows[hovered];
  const item = useLook(
    async () => (row === undefined ? undefined : await worker().latent.look(row)),
    [row],
    revision,
  );
  const pictures = summary?.columns.length === 0 && map !== undefined && map.width > 1 && !map.slow;
  const sheet = useLook(
    async () => {
      if (!behind || !pictures || !plane || !map) return undefined;
      const image = await worker().latent.sheet(plane, map.extent, along, label);
      return { picture: canvasOf(image), extent: map.extent };
    },
    [behind, plane, label],
    0,
  );

  const choose = (next: PlaneChoice) => {
    setPicked(undefined);
    setChoice(next);
  };

  if (!map) {
    return problem === undefined ? (
      <Loader aria-label="Encoding the examples" />
    ) : (
      <ProblemAlert problem={problem} />
    );
  }
  const classes = summary?.classes ?? [];
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="sm">
          <ProblemAlert problem={problem ?? decoded.problem ?? sheet.problem} />
          {map.width > 2 && map.rows.length > 1 && (
            <PlaneSelect map={map} value={choice ?? map.choice} onChange={choose} />
          )}
          <PointsMap
            label={`Map of the codes of ${map.rows.length} examples${classes.length > 0 ? ', coloured by class' : ''}`}
            points={map.points}
            groups={map.groups}
            names={classes}
            hidden={hidden}
            extent={map.extent}
            aspect={1}
            axes={map.axes}
            backdrop={behind ? sheet.result : undefined}
            marker={spot}
            onHover={setHovered}
            onPick={(x, y) => setPicked([x, y])}
          />
          {map.groups && <GroupLegend what="classes" names={classes} hidden={hidden} onChange={setHidden} />}
          <Group justify="space-between" gap="xs">
            {pictures && (
              <Switch
                label="Decoded pictures behind the points"
                checked={behind}
                onChange={(event) => setBehind(event.currentTarget.checked)}
              />
            )}
            <Text size="xs" c="var(--quiet)">
              {map.rows.length.toLocaleString('en')} of {(summary?.test ?? 0).toLocaleString('en')} examples
              that were not learnt from
            </Text>
          </Group>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack>
          <DecodedCard map={map} spot={spot} item={decoded.result} label={label} onLabel={setLabel} />
          <PointedCard look={hovered === undefined ? undefined : item.result} slow={map.slow} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function canvasOf(image: ImageData): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  return canvas;
}
