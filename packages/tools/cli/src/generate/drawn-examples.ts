import type { Autoencoder, Rows } from '@autoencoders/core';
import { formatShape, OptionError } from '@autoencoders/errors';
import { writePicture } from '../write-picture.js';
import { reportFile, settingsSection, writeReport } from '../write-report.js';

/** Flags that ask for pictures of what is written. */
export interface DrawnFlags {
  readonly picture?: string;
  readonly report?: string;
}

/** What is told of the pictures. */
export interface Drawing {
  readonly title: string;
  readonly caption: string;
  /** Rows of pictures by name. */
  readonly rows: Readonly<Record<string, Rows>>;
  /** What was asked for, for the report. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Where pictures go, checked before any work; what it returns draws them.
 *
 * @throws {OptionError} for a name that is none of a picture or page, or inputs that are no images.
 */
export async function drawnExamples(
  { picture, report }: DrawnFlags,
  { inputShape }: Autoencoder,
  cwd: string,
): Promise<(drawing: Drawing) => Promise<void>> {
  const page = reportFile(report, cwd);
  if (picture !== undefined && !/\.(png|svg)$/i.test(picture)) {
    throw new OptionError(`--picture is '${picture}': its name must end in .png or .svg`);
  }
  if (picture !== undefined && !(await import('@autoencoders/report')).isImageShape(inputShape)) {
    throw new OptionError(
      `the model's inputs have the shape ${formatShape(inputShape)}, which are no images: leave out --picture; --report draws them as curves`,
    );
  }
  return async ({ rows, title, caption, settings }) => {
    if (picture === undefined && page === undefined) return;
    const { picturesSection } = await import('@autoencoders/report');
    const section = picturesSection(rows, { title, caption });
    if (picture !== undefined) await writePicture(picture, section.pictures![0]!.picture, cwd);
    if (page !== undefined) {
      const heading = `${title}: ${settings.model}`;
      await writeReport(page, { title: heading, sections: [section, settingsSection(settings)] });
    }
  };
}

/** Consecutive rows, so many at a time, under the names given. */
export function inRows(rows: Rows, size: number, names: readonly string[]): Record<string, Rows> {
  const width = rows.shape.slice(1).reduce((a, b) => a * b, 1);
  const shape = [size, ...rows.shape.slice(1)];
  return Object.fromEntries(
    names.map((name, index) => {
      const values = rows.values.subarray(index * size * width, (index + 1) * size * width);
      return [name, { values, shape }];
    }),
  );
}
