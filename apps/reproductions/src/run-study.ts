import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describeBackend, useBackend } from '@autoencoders/core';
import { writeFileAtomic } from '@autoencoders/data/node';
import { htmlReport } from '@autoencoders/report/node';
import { currentCommit } from './commit.js';
import type { RunOptions } from './options.js';
import { paths } from './paths.js';
import type { Stream } from './progress.js';
import { measuredOf, targetOf } from './readme-tables.js';
import { readResults, writeReadme, writeResult } from './result-files.js';
import { sharedData } from './shared-data.js';
import { type Claim, isMet } from './study.js';
import { studyContext } from './study-context.js';
import type { StudyResult } from './study-result.js';

/** Where a run writes to, and what ends it. */
export interface Terminal {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: Stream;
  readonly signal: AbortSignal;
}

/**
 * Runs a study and writes its report; a full run is kept among the results and in the README.
 *
 * @returns whether the short form showed the direction of every claim; true for a full run.
 * @throws {DataError} when the folder of data that it needs is not there.
 * @throws {Interrupted} when it is ended from outside.
 */
export async function runStudy(options: RunOptions, { stdout, stderr, signal }: Terminal): Promise<boolean> {
  const { study, quick, seed, resume, longer, json, backend, threads } = options;
  if (study.needs !== undefined) sharedData(study.needs);
  await useBackend(backend === 'auto' ? undefined : backend, threads === undefined ? {} : { threads });
  const folder = join(paths.runs, study.name);
  const checkpoints = join(folder, 'checkpoints');
  if (!quick && !resume) await rm(checkpoints, { recursive: true, force: true });
  const start = performance.now();
  const context = studyContext({ seed, quick, longer, signal, stderr, ...(quick ? {} : { checkpoints }) });
  const outcome = await study.run(context);
  const seconds = (performance.now() - start) / 1000;

  const engine = describeBackend();
  const result: StudyResult = {
    name: study.name,
    paper: study.paper,
    claims: outcome.claims,
    seed,
    configuration: outcome.configuration,
    backend: engine.engine,
    threads: engine.threads,
    seconds: Math.round(seconds),
    commit: currentCommit(),
  };
  const page = htmlReport({
    title: `Reproduction: ${study.name}${quick ? ' (quick)' : ''}`,
    summary: `${study.question} ${study.paper}.`,
    sections: [{ title: 'Claims', tables: [claimsTable(outcome.claims)] }, ...outcome.sections],
  });
  await mkdir(folder, { recursive: true });
  const report = join(folder, quick ? 'quick.html' : 'report.html');
  await writeFileAtomic(report, page);
  if (!quick) {
    await writeResult(result, outcome.drawings ?? {});
    await writeReadme(await readResults());
    if (!study.continues) await rm(checkpoints, { recursive: true, force: true });
  }
  for (const claim of outcome.claims) stdout.write(`${lineOf(claim)}\n`);
  stdout.write(`${Math.round(seconds)} s; the report is ${report}\n`);
  if (!quick && study.continues) {
    stdout.write(
      `to go on: npm run reproduce -- ${study.name} --resume --longer ${2 * longer} --seed ${seed}\n`,
    );
  }
  if (json) stdout.write(`${JSON.stringify(result)}\n`);
  return !quick || outcome.claims.every(isMet);
}

function lineOf(claim: Claim): string {
  return `${isMet(claim) ? 'met    ' : 'not met'}  ${claim.figure}: ${measuredOf(claim)} (${targetOf(claim)})`;
}

function claimsTable(claims: readonly Claim[]) {
  return {
    caption: 'What was measured, and what it is held to',
    columns: ['figure', 'measured', 'target', ''],
    rows: claims.map((claim) => [
      claim.figure,
      measuredOf(claim),
      targetOf(claim),
      isMet(claim) ? 'met' : 'not met',
    ]),
  };
}
