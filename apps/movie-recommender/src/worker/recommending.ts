import type { EngineChoice } from '@autoencoders/app-kit/worker';
import { type Reason, reasonsFor } from '../taste/reasons.js';
import { type Foretold, type OwnRating, type Taste, type TasteFilter, tasteOf } from '../taste/taste.js';
import type { FilmSet } from './film-set.js';
import { type OpenModel, openModel } from './open-model.js';

/** What the page shows of a taste. */
export interface Recommendations {
  readonly best: readonly Foretold[];
  /** Foretold ratings of all films in the order of the catalogue. */
  readonly stars: Float32Array;
  readonly engine: string;
  /** Whether the graphics card went away meanwhile, and another engine took over. */
  readonly engineLost: boolean;
}

/** Recommends films of a set by a model, which is loaded when first needed. */
export interface Recommending {
  recommend(ratings: readonly OwnRating[], filter: TasteFilter, count: number): Promise<Recommendations>;
  /** Reasons for films by the ratings given last; `undefined` where others came meanwhile. */
  explain(ids: readonly number[]): Promise<Reason[][] | undefined>;
  close(): Promise<void>;
}

/** Makes it; nothing is loaded yet. */
export function recommending(
  { folder, catalogue }: Pick<FilmSet, 'folder' | 'catalogue'>,
  choice: EngineChoice,
  open = openModel,
): Recommending {
  let opened: Promise<OpenModel> | undefined;
  let taste: Taste | undefined;
  let engineLost = false;

  const model = () => {
    opened ??= open(folder, engineLost ? 'wasm' : choice).catch((error: unknown) => {
      // To be tried again when next asked for.
      opened = undefined;
      throw error;
    });
    return opened;
  };

  /** Does work with the model; where the graphics card goes away, once more on another engine. */
  async function withModel<Result>(work: (model: OpenModel) => Promise<Result>): Promise<Result> {
    const first = await model();
    if (!first.lost()) {
      try {
        return await work(first);
      } catch (error) {
        // The news of a loss may come after what fails by it.
        await turn();
        if (!first.lost()) throw error;
      }
    }
    engineLost = true;
    opened = undefined;
    taste = undefined;
    return work(await model());
  }

  async function folded({ recommender }: OpenModel, ratings: readonly OwnRating[]): Promise<Taste> {
    if (taste && JSON.stringify(taste.ratings) === JSON.stringify(ratings)) return taste;
    taste = await tasteOf(recommender, catalogue, ratings);
    return taste;
  }

  return {
    recommend: (ratings, filter, count) =>
      withModel(async (current) => {
        const own = await folded(current, ratings);
        return {
          best: await own.best(count, filter),
          stars: own.stars.slice(),
          engine: current.engine,
          engineLost,
        };
      }),
    explain: (ids) =>
      withModel(async ({ recommender }) => {
        const current = taste;
        if (!current) return undefined;
        return reasonsFor(recommender, catalogue, current, ids, async () => {
          await turn();
          return taste === current;
        });
      }),
    close: async () => {
      const before = await opened?.catch(() => undefined);
      opened = undefined;
      taste = undefined;
      before?.close();
    },
  };
}

/** Lets what the page asks for meanwhile in. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
