import { type Classifier, classifier, loadClassifier } from '@autoencoders/classifier';
import { fit, type History } from '@autoencoders/core';
import { DataError, ModelFormatError, OptionError } from '@autoencoders/errors';
import { classesOf, classNamesOf } from '../class-names.js';
import { type LabelledModelData, labelledDataForModel } from '../data-for-model.js';
import { fitWithBar } from '../fit-with-bar.js';
import { loadModel, type OpenedModel, type SavedModel } from '../open-model.js';
import { refuseGiven } from '../refuse-given.js';
import { note, type Terminal } from '../terminal.js';
import type { ClassifierTraining, ClassifyFlags } from './classify-flags.js';

/** What is kept beside a saved classifier. */
export interface ClassifierDetails {
  /** A name for each class. */
  readonly classes: readonly string[];
  /** The column of the labels that it was trained on. */
  readonly label: string | null;
}

/** A classifier that is there, or can be made. */
export interface ReadyClassifier {
  readonly opened: OpenedModel;
  readonly details: ClassifierDetails;
  /** The classifier, trained where it has to be. */
  make(signal: AbortSignal): Promise<{ readonly made: Classifier; readonly history?: History }>;
  dispose(): void;
}

/**
 * Takes a saved classifier as it is, or reads what one is to be trained on.
 *
 * @throws {OptionError} if flags are missing or have no use.
 * @throws {DataError} if the labels cannot be trained on.
 * @throws {ModelFormatError} if something else is saved.
 */
export async function readyClassifier(
  saved: SavedModel,
  flags: ClassifyFlags,
  training: ClassifierTraining,
  terminal: Terminal,
): Promise<ReadyClassifier> {
  if (saved.kind === 'autoencoder') return toTrain(await loadModel(saved), flags, training, terminal);
  if (saved.kind !== 'classifier') {
    throw new ModelFormatError(
      `${flags.model} holds a '${saved.kind}': name an autoencoder, or a classifier that classify saved`,
    );
  }
  const unused = ['train', 'mode', 'hidden', 'epochs', 'learningRate', 'seed', 'save'];
  refuseGiven(flags, unused, `${flags.model} is a trained classifier, which only predicts`);
  const made = await loadClassifier(saved.store, [saved.factory]);
  const model = made.autoencoder;
  return {
    opened: { model, manifest: saved.manifest, columns: saved.columns },
    details: detailsOf(saved, Number(made.options.classes)),
    make: async () => ({ made }),
    dispose: () => {
      made.dispose();
      model.dispose();
    },
  };
}

function detailsOf({ manifest }: SavedModel, classes: number): ClassifierDetails {
  const { application } = (manifest.metadata ?? {}) as { application?: Partial<ClassifierDetails> };
  const names = application?.classes;
  // A classifier that a program saved has no names.
  const numbers = Array.from({ length: classes }, (_, index) => String(index));
  return { classes: names?.length === classes ? names : numbers, label: application?.label ?? null };
}

async function toTrain(
  opened: OpenedModel,
  flags: ClassifyFlags,
  training: ClassifierTraining,
  terminal: Terminal,
): Promise<ReadyClassifier> {
  try {
    const source = flags.train;
    if (source === undefined) {
      throw new OptionError(
        `${flags.model} is an autoencoder: give --train with labelled examples and --label with their column, or name a saved classifier`,
      );
    }
    if (flags.label !== undefined && opened.columns?.includes(flags.label)) {
      note(terminal, `the label '${flags.label}' is among the inputs that the autoencoder was trained on`);
    }
    const data = await labelledDataForModel({ ...flags, data: source }, opened, terminal);
    const { labels } = data;
    if (!labels) throw new OptionError(`${source} has no labels: name their column with --label`);
    checkMissing(labels, source, flags, training);
    const classes = classNamesOf(
      labels,
      flags.label === undefined ? source : `column '${flags.label}' of ${source}`,
    );
    let made: Classifier | undefined;
    return {
      opened,
      details: { classes, label: flags.label ?? null },
      make: async (signal) => {
        const { mode, hidden, seed } = training;
        made = classifier(opened.model, { classes: classes.length, mode, hidden, seed });
        const history = await train(made, data, classesOf(labels, classes), training, signal, terminal);
        return { made, history };
      },
      dispose: () => {
        made?.dispose();
        opened.model.dispose();
      },
    };
  } catch (error) {
    opened.model.dispose();
    throw error;
  }
}

function checkMissing(
  labels: NonNullable<LabelledModelData['labels']>,
  source: string,
  { label }: ClassifyFlags,
  { mode }: ClassifierTraining,
): void {
  const missing = labels.filter((each) => each === undefined).length;
  if (missing === 0 || mode === 'joint') return;
  throw new DataError(
    `${missing} of ${labels.length} rows of ${source} have no '${label}': leave them out, or use --mode joint, which learns from them too`,
  );
}

async function train(
  made: Classifier,
  data: LabelledModelData,
  classes: Int32Array,
  training: ClassifierTraining,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<History> {
  const dataset = data.dataset(classes);
  // Codes that stay as they are need be computed only once.
  const frozen = training.mode === 'frozen';
  const [model, examples] = frozen ? [made.onCodes(), await made.encoded(dataset)] : [made, dataset];
  return fitWithBar((options) => fit(model, examples, options), training, data.examples, signal, terminal);
}
