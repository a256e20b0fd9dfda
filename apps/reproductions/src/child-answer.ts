import { fork } from 'node:child_process';
import { once } from 'node:events';
import { BackendError } from '@autoencoders/errors';
import { Interrupted } from './interrupted.js';

/**
 * Runs a module in a process of its own and waits for the one message that it sends.
 *
 * @param request given to it as JSON, as its only argument
 * @throws {Interrupted} when `signal` ended it.
 * @throws {BackendError} when it ends without a message; why stands on standard error.
 */
export async function childAnswer<Answer>(
  module: URL,
  request: object,
  signal?: AbortSignal,
): Promise<Answer> {
  const child = fork(module, [JSON.stringify(request)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const stop = () => void child.kill();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  let answer: Answer | undefined;
  child.on('message', (message) => {
    answer = message as Answer;
  });
  try {
    const [code, killedBy] = await once(child, 'close');
    if (signal?.aborted) throw new Interrupted('interrupted: the measurement begins anew');
    if (answer !== undefined && code === 0) return answer;
    throw new BackendError(
      `the process of ${module.pathname} ended ${killedBy ? `by ${killedBy}` : `with code ${code}`} and no answer: what it wrote above says why`,
    );
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
