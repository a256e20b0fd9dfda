import { describeApplication } from '@autoencoders/conformance';
import { subjectOf } from './testing/subject.js';

describeApplication('a detector by reconstruction', subjectOf('reconstruction'));

describeApplication('a detector by reconstruction, robust', {
  ...subjectOf('reconstruction', { trim: 0.1, clip: 3 }),
  engines: ['wasm'],
});

for (const score of ['reconstruction-probability', 'mahalanobis'] as const) {
  describeApplication(`a detector by ${score}`, { ...subjectOf(score), engines: ['wasm'] });
}

describeApplication('a detector by all that tables have by default', {
  ...subjectOf('reconstruction', { score: ['reconstruction', 'nearest-neighbors', 'input-neighbors'] }),
  engines: ['wasm'],
});
