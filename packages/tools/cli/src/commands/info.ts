import { readManifest } from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import { formatShape } from '@autoencoders/errors';
import { findModelFolder } from '../model-folder.js';
import { printLine, type Terminal } from '../terminal.js';

/** `autoencoders info`: what a saved model is, from its manifest alone; nothing is loaded or run. */
export async function infoCommand(
  flags: { readonly model: string; readonly json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const manifest = await readManifest(folderStore(findModelFolder(flags.model, terminal.cwd)));
  const { kind, inputShape, latentShape, options, scaling, metadata, networks, versions } = manifest;
  if (flags.json) {
    const described = { kind, inputShape, latentShape, options, scaling, metadata, networks, versions };
    return printLine(terminal, JSON.stringify(described));
  }
  printLine(terminal, `${kind}: inputs ${formatShape(inputShape)}, codes ${formatShape(latentShape)}`);
  printLine(terminal, `networks: ${Object.keys(networks).join(', ')}`);
  printRecord('options', options, terminal);
  if (scaling !== undefined) printRecord('scaling', scaling, terminal);
  if (metadata !== undefined) printRecord('training', metadata, terminal);
}

function printRecord(title: string, record: unknown, terminal: Terminal): void {
  printLine(terminal, `${title}:`);
  for (const [name, value] of Object.entries(record as Record<string, unknown>)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    printLine(terminal, `  ${name}  ${text.length > 100 ? `${text.slice(0, 97)}…` : text}`);
  }
}
