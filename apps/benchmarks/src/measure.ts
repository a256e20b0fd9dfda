import type { Crew } from './crew.js';
import type { EngineId } from './engines.js';
import type { Budget, Product } from './protocol.js';
import type { Workload } from './workloads.js';

/** How much is measured. */
export interface Effort {
  readonly rounds: number;
  /** Of the steps of an engine in a round. */
  readonly budget: Budget;
}

/** Times of each round, in milliseconds. */
export type RoundTimes = Partial<Record<EngineId, readonly (readonly number[])[]>>;

/** A workload's times on each engine. */
export interface Measured {
  readonly workload: Workload;
  readonly times: RoundTimes;
  /** Of the product of the workload's size, in the same processes. */
  readonly products: RoundTimes;
  readonly failed: Partial<Record<EngineId, string>>;
  readonly peakBytes: Partial<Record<EngineId, number>>;
}

const productBudget: Budget = { steps: 30, milliseconds: 150, least: 3 };

/**
 * Times a workload on each engine of a crew, round by round and engine by engine, so that what happens on the
 * machine meanwhile meets all of them. Each round begins with another engine.
 */
export async function measure(
  workload: Workload,
  crew: Crew,
  effort: Effort,
  say: (line: string) => void,
): Promise<Measured> {
  const times = new RoundLog();
  const products = new RoundLog();
  const failed: Partial<Record<EngineId, string>> = {};
  const engines = [...crew.children.keys()].filter((id) => !workload.leftOutOn?.includes(id));
  for (let round = 0; round < effort.rounds; round++) {
    for (const id of rotated(engines, round)) {
      // One round of what takes a second a step.
      if (failed[id] !== undefined || (id === 'cpu-stock' && round > 0)) continue;
      say(`${workload.title}: round ${round + 1}/${effort.rounds}, ${id}`);
      const child = crew.children.get(id)!;
      try {
        const product = await child.ask({
          op: 'product',
          product: workload.product,
          budget: productBudget,
        });
        products.add(id, product.times);
        times.add(id, (await child.ask(request(workload, id, effort.budget))).times);
      } catch (error) {
        failed[id] = (error as Error).message;
      }
    }
  }
  const peakBytes = Object.fromEntries([...crew.children].map(([id, child]) => [id, child.peakBytes]));
  return { workload, times: times.rounds, products: products.rounds, failed, peakBytes };
}

/** Times a product alone. */
export async function measureProduct(product: Product, crew: Crew, rounds: number): Promise<RoundTimes> {
  const log = new RoundLog();
  const engines = [...crew.children.keys()];
  for (let round = 0; round < rounds; round++) {
    for (const id of rotated(engines, round)) {
      const budget = { steps: 50, milliseconds: 300, least: 3 };
      log.add(id, (await crew.children.get(id)!.ask({ op: 'product', product, budget })).times);
    }
  }
  return log.rounds;
}

/** The steps that are run before any is counted. */
export function warmUp(id: EngineId): Budget {
  // V8 and PyTorch need a few steps; stock `cpu` would need seconds for each, which a faster first one would hide.
  return id === 'cpu-stock'
    ? { steps: 1, milliseconds: 0, least: 1 }
    : { steps: 100, milliseconds: 1500, least: 5 };
}

function request({ kind, task }: Workload, id: EngineId, budget: Budget) {
  if (kind === 'encode') return { op: 'encode', task } as const;
  const own = id === 'cpu-stock' ? { steps: 2, milliseconds: 0, least: 2 } : budget;
  return { op: 'steps', task, budget: own, warmUp: warmUp(id) } as const;
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const from = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(from), ...items.slice(0, from)];
}

class RoundLog {
  readonly rounds: Partial<Record<EngineId, (readonly number[])[]>> = {};

  add(id: EngineId, times: readonly number[]): void {
    this.rounds[id] = [...(this.rounds[id] ?? []), times];
  }
}
