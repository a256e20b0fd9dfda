import { useBackend } from '@autoencoders/core';
import { showProgress } from './progress.js';
import { type RatingScale, trainAtScale } from './rating-scale.js';

/** What a child is asked for. */
export interface ScaleRequest {
  readonly scale: RatingScale;
  readonly engine: 'webgpu' | 'wasm' | 'cpu';
  readonly threads: number;
}

// A process of its own, whose peak of memory is that of one training.
const { scale, engine, threads } = JSON.parse(process.argv[2]!) as ScaleRequest;
await useBackend(engine, { threads });
const progress = showProgress(process.stderr, `${scale.ratings.toLocaleString('en')} ratings`);
process.send!(await trainAtScale(scale, { callbacks: [progress] }));
process.disconnect();
