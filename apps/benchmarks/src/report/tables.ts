import { engineIds, engineTitles } from '../engines.js';
import { kernelShares } from '../kernel-shares.js';
import type {
  BenchmarkResults,
  ProductResult,
  ProfileResult,
  QuickstartResult,
  ScalingRow,
} from '../results.js';
import { figure, markdownTable, percent } from './markdown.js';
import { throughputTable, workloadTable } from './workload-tables.js';

/** Everything that was measured, as Markdown. */
export function resultTables(results: BenchmarkResults): string {
  const { workloads, products, scaling, profiles = [], memory, quickstart } = results;
  const sections = [
    machineLines(results),
    workloads.length === 0 ? '' : section('Steps', workloadTable(workloads)),
    section('Encoding', throughputTable(workloads)),
    products ? section('Matrix products alone, GFLOP/s', productTable(products)) : '',
    quickstart ? section("The quickstart's training", quickstartLines(quickstart)) : '',
    ...profiles.map((profile) =>
      section(`Where a step's time goes: ${profile.workload}`, profileTable(profile)),
    ),
    scaling ? section('Growth with the batch (784-512-784)', scalingTable('batch', scaling.batch)) : '',
    scaling
      ? section('Growth with the width (784-width-784, batch 128)', scalingTable('width', scaling.width))
      : '',
    memory ? section('Memory over a long training', memoryLines(memory)) : '',
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function section(title: string, body: string): string {
  return body === '' ? '' : `### ${title}\n\n${body}`;
}

function machineLines({ machine, unavailable }: BenchmarkResults): string {
  const installed = machine.pytorchAsInstalled ? ` (as installed: ${machine.pytorchAsInstalled})` : '';
  const lines = [
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGibibytes} GiB; Node ${machine.node}, V8 ${machine.v8}, tfjs ${machine.tfjs}; ${machine.pytorch}${installed}.`,
    ...engineIds.flatMap((id) =>
      unavailable[id] ? [`Not measured: ${engineTitles[id]}: ${unavailable[id]}.`] : [],
    ),
  ];
  return `${lines.join('\n\n')}\n`;
}

function productTable(products: readonly ProductResult[]): string {
  const present = engineIds.filter((id) => products.some(({ gigaflops }) => gigaflops[id] !== undefined));
  return markdownTable(
    ['product', ...present.map((id) => engineTitles[id])],
    products.map(({ product: { rows, inner, columns }, gigaflops }) => [
      `${rows} × ${inner} × ${columns}`,
      ...present.map((id) => figure(gigaflops[id])),
    ]),
  );
}

function scalingTable(axis: string, rows: readonly ScalingRow[]): string {
  return markdownTable(
    [axis, `${engineTitles['wasm-1']}, ms`, `${engineTitles['pytorch-1']}, ms`, '× PyTorch'],
    rows.map(({ value, ours, pytorch, timesPyTorch }) => [
      String(value),
      figure(ours),
      figure(pytorch),
      timesPyTorch?.toFixed(2) ?? '–',
    ]),
  );
}

/** The kernels that take a hundredth of the step or more, and what is outside of all kernels. */
export function profileTable(profile: ProfileResult): string {
  const { step, kernels, gigaflop } = profile;
  const { products, others, outside } = kernelShares(profile);
  const shown = kernels.filter(({ milliseconds }) => milliseconds >= step / 100);
  const hidden = kernels.filter(({ milliseconds }) => milliseconds < step / 100);
  const total = (list: typeof kernels, of: 'calls' | 'milliseconds') =>
    list.reduce((sum, kernel) => sum + kernel[of], 0);
  const row = (name: string, calls: number | undefined, milliseconds: number) => [
    name,
    calls === undefined ? '' : figure(calls),
    milliseconds.toFixed(2),
    percent(milliseconds / step),
  ];
  const table = markdownTable(
    ['kernel', 'calls', 'ms', 'share'],
    [
      ...shown.map(({ kernel, calls, milliseconds }) => row(kernel, calls, milliseconds)),
      row(`${hidden.length} others`, total(hidden, 'calls'), total(hidden, 'milliseconds')),
      row('outside of kernels', undefined, outside * step),
      row('**step**', undefined, step),
    ],
  );
  const speed = gigaflop / ((products * step) / 1000);
  return (
    `${table}\nProducts and convolutions take ${percent(products)} of the step, at ${figure(speed)} GFLOP/s; ` +
    `everything else ${percent(others + outside)}: other kernels ${percent(others)}, JavaScript and what it calls ` +
    `directly ${percent(outside)}.\n`
  );
}

function memoryLines({ samples, peakMebibytes }: NonNullable<BenchmarkResults['memory']>): string {
  const table = markdownTable(
    ['step of the dense workload', 'resident MiB', 'tensors'],
    samples.map(({ step, residentBytes, tensors }) => [
      String(step),
      figure(residentBytes / 2 ** 20),
      String(tensors),
    ]),
  );
  return `${table}\nPeak: ${peakMebibytes} MiB.\n`;
}

function quickstartLines({ ours, pytorch, timesPyTorch, peakMebibytes }: QuickstartResult): string {
  const row = (name: string, side: QuickstartResult['ours']) => [
    name,
    String(side.epochs.length),
    figure(side.seconds),
    figure(side.epochs.at(-1)?.validationLoss),
  ];
  const table = markdownTable(
    ['side', 'epochs', 'seconds', 'test loss at the end, nats'],
    [row(engineTitles['wasm-1'], ours), ...(pytorch ? [row(engineTitles['pytorch-1'], pytorch)] : [])],
  );
  const ratio = timesPyTorch === undefined ? '' : `${timesPyTorch.toFixed(2)} times PyTorch's time. `;
  return `${table}\n${ratio}Peak memory of ours: ${peakMebibytes} MiB.\n`;
}
