import type { Autoencoder, Json } from '@autoencoders/core';
import { formatShape } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import type { ReportTable } from './report.js';

/** One table for each network: layers, output shapes, parameters. */
export function networkTables(model: Autoencoder): ReportTable[] {
  return Object.entries(model.networks).map(([role, network]) => ({
    caption: `Network ${role}: ${network.countParams().toLocaleString('en')} parameters`,
    columns: ['layer', 'type', 'output shape', 'parameters'],
    rows: network.layers.map((layer) => [
      layer.name,
      layer.getClassName(),
      outputShapes(layer),
      layer.countParams(),
    ]),
  }));
}

function outputShapes(layer: tf.layers.Layer): string {
  try {
    const shape = layer.outputShape;
    const several = Array.isArray(shape[0]) ? (shape as tf.Shape[]) : [shape as tf.Shape];
    return several.map(formatShape).join(', ');
  } catch {
    // A layer used at several places of a network has no single output shape, and says so by throwing.
    return 'several';
  }
}

/** Names and values of a record; what is nested is written as JSON. */
export function recordTable(
  caption: string,
  record: Readonly<Record<string, Json | undefined>>,
): ReportTable {
  return {
    caption,
    columns: ['name', 'value'],
    rows: Object.entries(record).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'number' ? value : inWords(value)]],
    ),
  };
}

function inWords(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
