import { OptionError } from '@autoencoders/errors';
import { type Crew, withCrew } from '../crew.js';
import type { EngineId } from '../engines.js';
import { kernelShares } from '../kernel-shares.js';
import { warmUp } from '../measure.js';
import { operations } from '../operations.js';
import type { BenchmarkOptions } from '../options.js';
import { profileTable } from '../report/tables.js';
import type { ProfileResult } from '../results.js';
import { type Workload, workloads } from '../workloads.js';
import type { Terminal } from './terminal.js';

/** Shows the time of each kernel in a workload's step. */
export async function profileRun(options: BenchmarkOptions, { print, say }: Terminal): Promise<boolean> {
  const workload = workloads.find(({ id }) => id === options.profile);
  if (workload?.kind !== 'steps') {
    throw new OptionError(`--profile is '${options.profile}': choose a workload that trains`);
  }
  const engine = options.engines[0]!;
  if (engine.startsWith('pytorch') || engine === 'webgpu') {
    throw new OptionError(`--engines is '${engine}': kernels can be timed on cpu and wasm engines`);
  }
  return withCrew([engine], 'not asked for', async (crew) => {
    const reason = crew.unavailable[engine];
    if (reason !== undefined) throw new OptionError(`'${engine}' does not start: ${reason}`);
    say(`${workload.title} on ${engine}`);
    const profile = await profileWorkload(workload, engine, crew);
    const shown = { ...profile, shares: kernelShares(profile) };
    print(options.json ? `${JSON.stringify(shown, undefined, 2)}\n` : `${profileTable(profile)}`);
    return true;
  });
}

/** Times the kernels of a workload's step on an engine of a crew. */
export async function profileWorkload(
  workload: Workload,
  engine: EngineId,
  crew: Crew,
): Promise<ProfileResult> {
  const { rows, batch } = workload.task;
  const profile = await crew.children.get(engine)!.ask({
    op: 'profile',
    // Whole batches only: a step is a mean of equal ones.
    task: { ...workload.task, rows: rows - (rows % batch) },
    budget: { steps: 100, milliseconds: 3000, least: 3 },
    warmUp: warmUp(engine),
  });
  return { workload: workload.id, engine, gigaflop: operations(workload) / 1e9, ...profile };
}
