import { describeApplication } from '@autoencoders/conformance';
import { kinds } from './deep/testing/kinds.js';
import { subjectOf } from './deep/testing/subject.js';

const improved = kinds.find(({ name }) => name === 'IDEC')!;

// Of all kinds the one that has most in common with others.
describeApplication(improved.name, { ...subjectOf(improved), engines: ['webgpu'] });
