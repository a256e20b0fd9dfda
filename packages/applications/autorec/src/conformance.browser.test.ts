import { describeApplication } from '@autoencoders/conformance';
import { subjects } from './testing/subjects.js';

// One of whole rows, and one of cells with all options.
for (const { name, subject } of subjects.slice(0, 2)) {
  describeApplication(name, { ...subject, engines: ['webgpu'] });
}
