import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArrayDataset } from '@autoencoders/data';
import { readData } from '@autoencoders/data/node';
import { DataError } from '@autoencoders/errors';
import { sharedData } from './shared-data.js';

/** A table of ADBench, `[columns]`, whose targets are 1 for anomalies and 0 for normal rows. */
export interface AdbenchSet {
  readonly name: string;
  read(): Promise<ArrayDataset>;
}

/**
 * The tables of ADBench that are in `../shared/data/adbench`, in the order of their numbers there (`42_WBC.npz`).
 * Source: Han, Hu, Huang, Jiang and Zhao 2022, "ADBench: Anomaly detection benchmark".
 *
 * @param folder where they are
 * @throws {DataError} naming the folder when it is not there, or holds none; by `read`, when a table cannot be used.
 */
export async function adbenchSets(folder: string = sharedData('adbench')): Promise<AdbenchSet[]> {
  const files = (await readdir(folder)).flatMap((file) => {
    const [, number, name] = /^(\d+)_(.+)\.npz$/.exec(file) ?? [];
    return name === undefined ? [] : [{ number: Number(number), name, path: join(folder, file) }];
  });
  if (files.length === 0) {
    throw new DataError(`${folder} holds no table of ADBench: put files such as 42_WBC.npz there`);
  }
  return files
    .sort((a, b) => a.number - b.number)
    .map(({ name, path }) => ({
      name,
      read: async () => {
        const { dataset } = await readData(path);
        if (dataset.shape.length !== 1 || !dataset.targetShape) {
          throw new DataError(
            `${path} is no table with labels: it needs the arrays 'X' of [rows, columns] and 'y'`,
          );
        }
        return dataset;
      },
    }));
}
