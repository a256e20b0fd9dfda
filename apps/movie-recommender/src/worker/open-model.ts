import type { EngineChoice } from '@autoencoders/app-kit/worker';
import { startEngine } from '@autoencoders/app-kit/worker';
import { loadRecommender, type Recommender } from '@autoencoders/autorec';
import { unpack } from '../catalogue/pack.js';
import { bytesAt } from './film-set.js';

/** A model in memory. */
export interface OpenModel {
  readonly recommender: Recommender;
  readonly engine: string;
  /** Whether the graphics card that it lay on went away. */
  lost(): boolean;
  close(): void;
}

/** Starts the engine and loads the model of a folder. @throws {BackendError} @throws {ModelFormatError} */
export async function openModel(folder: string, choice: EngineChoice): Promise<OpenModel> {
  let lost = false;
  const name = `${folder}/model.gz`;
  const [{ engine }, packed] = await Promise.all([
    startEngine(choice, () => {
      lost = true;
    }),
    bytesAt(name),
  ]);
  const files = await unpack(packed, name);
  const recommender = await loadRecommender({ description: name, read: async () => files });
  return {
    recommender,
    engine,
    lost: () => lost,
    close: () => {
      recommender.dispose();
      recommender.autoencoder.dispose();
    },
  };
}
