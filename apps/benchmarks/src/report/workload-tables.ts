import { type EngineId, engineIds, engineTitles } from '../engines.js';
import type { EngineResult, WorkloadResult } from '../results.js';
import { figure, markdownTable } from './markdown.js';

/** Each workload's figures on each engine. */
export function workloadTable(workloads: readonly WorkloadResult[]): string {
  const header = [
    'workload and engine',
    'ms',
    'best',
    'middle half',
    '× PyTorch',
    'GFLOP/s',
    'GFLOP/s of its product alone',
    'peak MiB',
  ];
  const rows = workloads.flatMap((workload) => [
    [`**${workload.title}**`, ...header.slice(1).map(() => '')],
    ...engineIds.flatMap((id) => {
      const result = workload.engines[id];
      return result === undefined ? [] : [engineRow(id, result)];
    }),
  ]);
  return markdownTable(header, rows) + missing(workloads);
}

/** Rows per second of each engine, at its better batch size. */
export function throughputTable(workloads: readonly WorkloadResult[]): string {
  const encoding = workloads.filter(({ rows }) => rows !== undefined);
  const rows = engineIds.flatMap((id) => {
    const speeds = encoding.map(({ rows = 0, engines }) => {
      const result = engines[id];
      return typeof result === 'object' ? (rows / result.timing.median) * 1000 : Number.NaN;
    });
    const known = speeds.filter(Number.isFinite);
    if (known.length === 0) return [];
    return [[engineTitles[id], ...speeds.map(figure), figure(Math.max(...known))]];
  });
  if (rows.length === 0) return '';
  return markdownTable(['rows encoded per second', ...encoding.map(({ title }) => title), 'best'], rows);
}

function engineRow(id: EngineId, result: EngineResult | string): string[] {
  if (typeof result === 'string') return [engineTitles[id], short(result), '', '', '', '', '', ''];
  const { timing, timesPyTorch, gigaflops, productGigaflops, peakMebibytes } = result;
  return [
    engineTitles[id],
    figure(timing.median),
    figure(timing.best),
    `${figure(timing.lowerQuartile)}–${figure(timing.upperQuartile)}`,
    timesPyTorch === undefined ? '–' : timesPyTorch.toFixed(2),
    figure(gigaflops),
    figure(productGigaflops),
    figure(peakMebibytes),
  ];
}

function short(reason: string): string {
  return reason.split(':')[0]!;
}

/** The whole reasons why an engine cannot run a workload, below the table. */
function missing(workloads: readonly WorkloadResult[]): string {
  const notes = workloads.flatMap(({ id, engines }) =>
    engineIds.flatMap((engine) => {
      const result = engines[engine];
      return typeof result === 'string' && result.includes(':') ? [`- ${engine}, ${id}: ${result}`] : [];
    }),
  );
  return notes.length === 0 ? '' : `\n${notes.join('\n')}\n`;
}
