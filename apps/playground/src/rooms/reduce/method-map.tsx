import { Card } from '@autoencoders/app-kit';
import { Box, Progress, Stack, Text } from '@mantine/core';
import { PointsMap } from '../../map/points-map.js';
import { type Method, methodNames } from './methods.js';
import { useReduceParts, useReduceState } from './reduce-state.js';

/** Properties of {@link MethodMap}. */
export interface MethodMapProps {
  readonly method: Method;
  readonly hidden: ReadonlySet<number>;
}

/** The map by one method, or how far it is. */
export function MethodMap({ method, hidden }: MethodMapProps) {
  const { groups, summary, point } = useReduceParts('groups', 'summary', 'point');
  const map = useReduceState((state) => state.maps[method]);
  const problem = useReduceState((state) => state.problems[method]);
  // The row that is pointed at in another map.
  const row = useReduceState(({ pointed }) => (pointed && pointed.on !== method ? pointed.row : undefined));
  return (
    <Card level={3} title={methodNames[method]}>
      {map ? (
        <>
          <PointsMap
            label={`${map.points.length / 2} examples by ${methodNames[method]}`}
            points={map.points}
            groups={groups}
            names={summary?.classes}
            hidden={hidden}
            aspect={1}
            marker={
              row !== undefined && 2 * row < map.points.length
                ? [map.points[2 * row]!, map.points[2 * row + 1]!]
                : undefined
            }
            onHover={(index) => point(method, index)}
          />
          <Text size="xs" c="var(--quiet)">
            {[map.note, `${map.seconds.toFixed(map.seconds < 1 ? 2 : 1)} s`].filter(Boolean).join(', ')}
          </Text>
        </>
      ) : (
        <Box style={{ aspectRatio: 1, display: 'grid', placeItems: 'center' }}>
          {problem ? <Text size="sm">{problem}</Text> : <Waiting method={method} />}
        </Box>
      )}
    </Card>
  );
}

function Waiting({ method }: { readonly method: Method }) {
  const working = useReduceState((state) => state.working === method);
  const stopped = useReduceState((state) => state.working === undefined && method !== 'autoencoder');
  const fraction = useReduceState((state) => (state.working === method ? state.fraction : undefined));
  if (!working) {
    return (
      <Text size="sm" c="var(--quiet)">
        {stopped ? 'Not made yet' : 'Waiting …'}
      </Text>
    );
  }
  return (
    <Stack gap={4} w="70%">
      <Progress
        value={fraction === undefined ? 100 : 100 * fraction}
        animated={fraction === undefined}
        aria-label={`Progress of ${methodNames[method]}`}
      />
      <Text size="xs" c="var(--quiet)" ta="center">
        {fraction === undefined ? 'At work …' : `${Math.round(100 * fraction)} %`}
      </Text>
    </Stack>
  );
}
