import { type BackendDescription, useBackend } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';

/**
 * Starts an engine for a command.
 *
 * @throws {OptionError} for an unknown name.
 * @throws {BackendError} if it cannot start.
 */
export async function startEngine(name: string): Promise<BackendDescription> {
  const description = await useBackend(name as Parameters<typeof useBackend>[0]);
  // The CPU engine's first operation advertises tfjs-node on standard error, which is for errors and notices.
  if (description.engine === 'cpu') (tf.backend() as unknown as { firstUse: boolean }).firstUse = false;
  return description;
}
