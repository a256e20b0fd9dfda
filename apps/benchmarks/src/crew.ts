import { Child } from './child-process.js';
import { type EngineId, engineLaunch } from './engines.js';
import type { Torch } from './find-torch.js';
import type { EngineFacts } from './protocol.js';

/** A child for each engine; they wait while one of them works. */
export class Crew {
  readonly children = new Map<EngineId, Child>();
  readonly facts: Partial<Record<EngineId, EngineFacts>> = {};
  /** Why an engine is not here. */
  readonly unavailable: Partial<Record<EngineId, string>> = {};

  static async start(engines: readonly EngineId[], torch: Torch | string): Promise<Crew> {
    const crew = new Crew();
    for (const id of engines) {
      const launch = engineLaunch(id, torch);
      const started = typeof launch === 'string' ? launch : await Child.start(launch);
      if (typeof started === 'string') crew.unavailable[id] = started;
      else {
        crew.children.set(id, started[0]);
        crew.facts[id] = started[1];
      }
    }
    return crew;
  }

  async stop(): Promise<void> {
    for (const child of this.children.values()) await child.stop();
  }
}

/** Does something with a crew and stops it. */
export async function withCrew<Result>(
  engines: readonly EngineId[],
  torch: Torch | string,
  work: (crew: Crew) => Promise<Result>,
): Promise<Result> {
  const crew = await Crew.start(engines, torch);
  try {
    return await work(crew);
  } finally {
    await crew.stop();
  }
}
