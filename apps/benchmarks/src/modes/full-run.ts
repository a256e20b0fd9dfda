import { join } from 'node:path';
import { withCrew } from '../crew.js';
import type { EngineId } from '../engines.js';
import { findTorch, type Torch } from '../find-torch.js';
import { guardedRatios } from '../guard.js';
import { machineFacts } from '../machine.js';
import { type Measured, measure } from '../measure.js';
import type { BenchmarkOptions } from '../options.js';
import { paths } from '../paths.js';
import { resultTables } from '../report/tables.js';
import { writeReadme, writeResults } from '../result-files.js';
import type { BenchmarkResults } from '../results.js';
import { summarizeMeasured } from '../summarize-measured.js';
import { workloads } from '../workloads.js';
import {
  measureMemory,
  measureProducts,
  measureProfiles,
  measureQuickstart,
  measureScaling,
  type Setting,
} from './extra-parts.js';
import type { Terminal } from './terminal.js';

/** Measures everything that was asked for; results of a whole run take the place of the committed ones. */
export async function fullRun(options: BenchmarkOptions, { print, say }: Terminal): Promise<boolean> {
  const torch = options.engines.some((id) => id.startsWith('pytorch'))
    ? await findTorch(say)
    : 'not asked for';
  const setting: Setting = {
    torch,
    engines: options.engines,
    effort: { rounds: options.rounds, budget: { steps: 50, milliseconds: 1000, least: 3 } },
    say,
  };
  const asked = (part: string) => options.parts.includes(part);
  const { measured, unavailable } = await measureWorkloads(options.parts, setting);
  const results: BenchmarkResults = {
    machine: machineFacts(torch),
    unavailable,
    workloads: measured.map(summarizeMeasured),
    guard: guardedRatios(measured, libraryOf(torch)),
    ...(asked('products') ? { products: await measureProducts(setting) } : {}),
    ...(asked('scaling') ? { scaling: await measureScaling(setting) } : {}),
    ...(asked('profile') ? { profiles: await measureProfiles(setting) } : {}),
    ...(asked('memory') ? { memory: await measureMemory(setting) } : {}),
    ...(asked('quickstart') ? { quickstart: await measureQuickstart(setting) } : {}),
  };
  const folder = options.out ?? (options.whole ? paths.results : undefined);
  if (folder !== undefined) {
    await writeResults(folder, results);
    say(`Results: ${join(folder, 'benchmarks.json')}`);
  }
  if (options.whole && options.out === undefined) await writeReadme(results);
  print(options.json ? `${JSON.stringify(results, undefined, 2)}\n` : `${resultTables(results)}\n`);
  return true;
}

/** Each workload with processes of its own, so that their peak of memory is the workload's. */
async function measureWorkloads(parts: readonly string[], { torch, engines, effort, say }: Setting) {
  const measured: Measured[] = [];
  let unavailable: Partial<Record<EngineId, string>> = {};
  for (const workload of workloads.filter(({ id }) => parts.includes(id))) {
    await withCrew(engines, torch, async (crew) => {
      unavailable = { ...unavailable, ...crew.unavailable };
      measured.push(await measure(workload, crew, effort, say));
    });
  }
  return { measured, unavailable };
}

function libraryOf(torch: Torch | string): string | undefined {
  return typeof torch === 'string' ? undefined : torch.library;
}
