import { useBackend } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe } from 'vitest';
import { describeReference } from './testing/image-quality-reference.js';

describe('on webgpu', () => {
  beforeAll(async () => {
    await useBackend('webgpu');
    await tf.ready();
  });
  describeReference();
});
