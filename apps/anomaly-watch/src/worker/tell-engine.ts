import { type EngineChoice, engineText, startEngine } from '@autoencoders/app-kit/worker';
import type { Tell } from './events.js';

/** Starts the engine and says which it is. */
export async function tellEngine(choice: EngineChoice, tell: Tell): Promise<void> {
  const description = await startEngine(choice, (reason) => tell({ type: 'lost', reason }));
  tell({ type: 'engine', engine: engineText(description) });
}
