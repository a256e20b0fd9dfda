import { describeApplication } from '@autoencoders/conformance';
import { kinds } from './deep/testing/kinds.js';
import { subjectOf } from './deep/testing/subject.js';

for (const kind of kinds) describeApplication(kind.name, { ...subjectOf(kind), engines: ['wasm'] });
