import {
  IconAlertCircle,
  IconChartDots,
  IconChartDots3,
  IconEraser,
  IconFolder,
  IconMap2,
  IconPlayerPlay,
  IconSparkles,
  IconWritingSign,
} from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import { TrainRoom } from '../rooms/train/train-room.js';
import type { RoomName } from './rooms.js';

interface RoomPart {
  readonly title: string;
  readonly Icon: ComponentType<{ size: number }>;
  readonly Part: ComponentType;
}

/** What each room is called and shows; all but the first are loaded when entered. */
export const roomParts: Readonly<Record<RoomName, RoomPart>> = {
  train: { title: 'Train', Icon: IconPlayerPlay, Part: TrainRoom },
  latent: {
    title: 'Latent space',
    Icon: IconMap2,
    Part: lazy(async () => ({ default: (await import('../rooms/latent/latent-room.js')).LatentRoom })),
  },
  generate: {
    title: 'Generate',
    Icon: IconSparkles,
    Part: lazy(async () => ({ default: (await import('../rooms/generate/generate-room.js')).GenerateRoom })),
  },
  denoise: {
    title: 'Denoise',
    Icon: IconEraser,
    Part: lazy(async () => ({ default: (await import('../rooms/denoise/denoise-room.js')).DenoiseRoom })),
  },
  classify: {
    title: 'Classify',
    Icon: IconWritingSign,
    Part: lazy(async () => ({ default: (await import('../rooms/classify/classify-room.js')).ClassifyRoom })),
  },
  cluster: {
    title: 'Cluster',
    Icon: IconChartDots3,
    Part: lazy(async () => ({ default: (await import('../rooms/cluster/cluster-room.js')).ClusterRoom })),
  },
  anomaly: {
    title: 'Anomalies',
    Icon: IconAlertCircle,
    Part: lazy(async () => ({ default: (await import('../rooms/anomaly/anomaly-room.js')).AnomalyRoom })),
  },
  reduce: {
    title: 'Reduce',
    Icon: IconChartDots,
    Part: lazy(async () => ({ default: (await import('../rooms/reduce/reduce-room.js')).ReduceRoom })),
  },
  runs: {
    title: 'Kept runs',
    Icon: IconFolder,
    Part: lazy(async () => ({ default: (await import('../kept/runs-room.js')).RunsRoom })),
  },
};
