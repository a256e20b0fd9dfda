import { withCrew } from '../crew.js';
import type { EngineId } from '../engines.js';
import { findTorch } from '../find-torch.js';
import { betterOf, compareRatios, describeVerdict, type GuardedRatio, guardedRatios } from '../guard.js';
import { machineFacts } from '../machine.js';
import { type Effort, type Measured, measure } from '../measure.js';
import type { BenchmarkOptions } from '../options.js';
import { resultTables } from '../report/tables.js';
import { readCommitted, writeResults } from '../result-files.js';
import type { BenchmarkResults } from '../results.js';
import { summarizeMeasured } from '../summarize-measured.js';
import { quickWorkloads, type Workload } from '../workloads.js';
import type { Terminal } from './terminal.js';

const engines: readonly EngineId[] = ['wasm-stock', 'wasm-1', 'wasm-2', 'pytorch-1'];

/**
 * Compares ratios with the committed ones.
 *
 * @returns whether none has lost more than is allowed.
 */
export async function quickRun(options: BenchmarkOptions, terminal: Terminal): Promise<boolean> {
  const { say, print } = terminal;
  const committed = (await readCommitted())?.guard ?? [];
  const chosen = engines.filter((id) => options.engines.includes(id));
  const torch = chosen.includes('pytorch-1') ? await findTorch(say) : 'not asked for';
  const library = typeof torch === 'string' ? undefined : torch.library;
  const effort: Effort = { rounds: options.rounds, budget: { steps: 30, milliseconds: 400, least: 3 } };
  return withCrew(chosen, torch, async (crew) => {
    const measureAll = async (wanted: readonly Workload[]) => {
      const measured: Measured[] = [];
      for (const workload of wanted) measured.push(await measure(workload, crew, effort, say));
      return measured;
    };
    const wanted = quickWorkloads
      .filter(({ id }) => options.parts.includes(id))
      // Stock WASM is slow: it is the opponent once.
      .map((workload) => (workload.id === 'dense' ? workload : { ...workload, leftOutOn: ['wasm-stock'] }));
    const measured = await measureAll(wanted);
    let guard: GuardedRatio[] = guardedRatios(measured, library);
    const failing = new Set(
      compareRatios(guard, committed).flatMap(({ failed, workload }) => (failed ? [workload] : [])),
    );
    if (failing.size > 0) {
      say(`Measuring once more, as a neighbour may have been busy: ${[...failing].join(', ')}`);
      const again = await measureAll(wanted.filter(({ id }) => failing.has(id)));
      guard = betterOf(guard, guardedRatios(again, library));
    }
    const results: BenchmarkResults = {
      machine: machineFacts(torch),
      unavailable: crew.unavailable,
      workloads: measured.map(summarizeMeasured),
      guard,
    };
    if (options.out !== undefined) await writeResults(options.out, results);
    print(options.json ? `${JSON.stringify(results, undefined, 2)}\n` : `${resultTables(results)}\n`);
    return judge(guard, committed, terminal);
  });
}

function judge(
  guard: readonly GuardedRatio[],
  committed: readonly GuardedRatio[],
  { say }: Terminal,
): boolean {
  const verdicts = compareRatios(guard, committed);
  if (verdicts.length === 0) say('Nothing is compared: the committed results have none of these ratios.');
  for (const verdict of verdicts) say(describeVerdict(verdict));
  return verdicts.every(({ failed }) => !failed);
}
