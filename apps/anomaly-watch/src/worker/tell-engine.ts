import { type EngineChoice, startEngine } from '@autoencoders/app-kit/worker';
import type { Tell } from './events.js';

/** Starts the engine and says which it is. */
export async function tellEngine(choice: EngineChoice, tell: Tell): Promise<void> {
  const { engine, adapter, threads } = await startEngine(choice, (reason) => tell({ type: 'lost', reason }));
  tell({
    type: 'engine',
    engine: `${engine} (${adapter ?? `${threads} ${threads === 1 ? 'thread' : 'threads'}`})`,
  });
}
