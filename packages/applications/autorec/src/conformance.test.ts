import { describeApplication } from '@autoencoders/conformance';
import { subjects } from './testing/subjects.js';

for (const { name, subject, engine } of subjects)
  describeApplication(name, { ...subject, engines: [engine] });
