import { resolve } from 'node:path';
import type { History } from '@autoencoders/core';
import { writeFileAtomic } from '@autoencoders/data/node';
import { OptionError } from '@autoencoders/errors';
import type { Report, ReportSection } from '@autoencoders/report';

/**
 * Where `--report` is to be written, checked before any work is done for it.
 *
 * @throws {OptionError} unless its name ends in .html.
 */
export function reportFile(path: string | undefined, cwd: string): string | undefined {
  if (path === undefined) return undefined;
  if (!/\.html?$/i.test(path)) throw new OptionError(`--report is '${path}': its name must end in .html`);
  return resolve(cwd, path);
}

/** Writes a report as one page, whole or not at all. */
export async function writeReport(path: string, report: Report): Promise<void> {
  const { htmlReport } = await import('@autoencoders/report/node');
  await writeFileAtomic(path, htmlReport(report));
}

/** The curves of a training; nothing where there was none. */
export async function curvesSection(history: History | undefined): Promise<ReportSection[]> {
  if (!history || history.epochs.length === 0) return [];
  const { lossCurves } = await import('@autoencoders/report');
  const caption = 'Terms of the loss over the epochs, means over the examples.';
  return [{ title: 'Training', pictures: [{ picture: lossCurves(history), caption }] }];
}

/** A table of names and values; what is not given is left out. */
export function settingsSection(settings: Readonly<Record<string, unknown>>): ReportSection {
  const rows = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'number' ? value : inWords(value)]],
  );
  return { title: 'Settings', tables: [{ caption: 'What was asked for', columns: ['name', 'value'], rows }] };
}

function inWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
