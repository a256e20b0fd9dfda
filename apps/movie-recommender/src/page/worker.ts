import { type Remote, wrap } from 'comlink';
import type { Verbs } from '../worker/main.js';

let line: Remote<Verbs> | undefined;

/** The verbs of the worker, which is started when it is first needed. */
export function worker(): Remote<Verbs> {
  line ??= wrap<Verbs>(new Worker(new URL('../worker/main.js', import.meta.url), { type: 'module' }));
  return line;
}
