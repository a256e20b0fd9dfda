import {
  type ApplicationManifests,
  type Manifest,
  readApplicationManifest,
  readManifest,
} from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import { formatShape } from '@autoencoders/errors';
import { findSavedFolder } from '../model-folder.js';
import { printLine, type Terminal } from '../terminal.js';

/**
 * `autoencoders info`: what a saved model is, or an application of one with the model below it, from their manifests
 * alone; nothing is loaded or run.
 */
export async function infoCommand(
  flags: { readonly model: string; readonly json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const { path, holds } = findSavedFolder(flags.model, terminal.cwd);
  const store = folderStore(path);
  if (holds === 'application') {
    const manifests = await readApplicationManifest(store);
    if (flags.json) printLine(terminal, JSON.stringify(describeApplication(manifests)));
    else printApplication(manifests, terminal);
    return;
  }
  const manifest = await readManifest(store);
  if (flags.json) printLine(terminal, JSON.stringify(describe(manifest)));
  else printModel(manifest, terminal);
}

function describe(manifest: Manifest) {
  const { kind, inputShape, latentShape, options, scaling, metadata, networks, versions } = manifest;
  return { kind, inputShape, latentShape, options, scaling, metadata, networks, versions };
}

function describeApplication({ application, autoencoder }: ApplicationManifests) {
  const { kind, options, networks, versions } = application;
  return { kind, options, networks, versions, autoencoder: describe(autoencoder) };
}

function printApplication({ application, autoencoder }: ApplicationManifests, terminal: Terminal): void {
  const { kind, options, networks } = application;
  printLine(terminal, `${kind}, which stands on the autoencoder below`);
  printLine(terminal, `networks of its own: ${networks.join(', ') || 'none'}`);
  printRecord('options', options, terminal);
  const { application: made, ...training } = (autoencoder.metadata ?? {}) as Record<string, unknown>;
  if (made !== undefined) printRecord('made from', made, terminal);
  printLine(terminal, '');
  const { metadata: _, ...model } = autoencoder;
  printModel(Object.keys(training).length > 0 ? { ...model, metadata: training as never } : model, terminal);
}

function printModel(manifest: Manifest, terminal: Terminal): void {
  const { kind, inputShape, latentShape, options, scaling, metadata, networks } = manifest;
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
