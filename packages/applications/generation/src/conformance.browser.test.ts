import { describeApplication } from '@autoencoders/conformance';
import { mixtureSubject, twoStageSubject } from './testing/subjects.js';

describeApplication('a generator of a Gaussian mixture', { ...mixtureSubject, engines: ['webgpu'] });
describeApplication('a generator of two stages', { ...twoStageSubject, engines: ['webgpu'] });
