import { describeApplication } from '@autoencoders/conformance';
import { subjectOf } from './testing/subject.js';

describeApplication('a detector by reconstruction, robust', {
  ...subjectOf('reconstruction', { trim: 0.1 }),
  engines: ['webgpu'],
});
