import type { CatalogueEntry } from 'virtual:catalogue';
import { parseValue, valueText } from '@autoencoders/core/options';
import { OptionError } from '@autoencoders/errors';
import { type Configuration, engines, firstConfiguration, type TrainingSettings } from './configuration.js';

/** Settings of training by the name they have in a link. */
const trainingNames: Readonly<Record<keyof TrainingSettings, string>> = {
  epochs: 'epochs',
  batchSize: 'batch',
  learningRate: 'rate',
  seed: 'seed',
};

const bundled = ['mnist', 'fashion', 'digits'] as const;

/** A configuration as the part of an address after `#`, to be read and edited by people. */
export function toLink(configuration: Configuration, variants: readonly CatalogueEntry[]): string {
  const { data, kind, options, training, engine } = configuration;
  const values = new URLSearchParams();
  values.set('data', data.source);
  values.set('model', kind);
  const schemas = entryOf(kind, variants).options;
  for (const [name, value] of Object.entries(options)) {
    if (name in schemas) values.set(`model.${name}`, valueText(value));
  }
  for (const [name, short] of Object.entries(trainingNames)) {
    values.set(short, String(training[name as keyof TrainingSettings]));
  }
  values.set('engine', engine);
  return values.toString();
}

/**
 * The configuration that a link holds; what it leaves out is as at first.
 *
 * @throws {OptionError} naming what cannot be read, and when the link is of someone's own files.
 */
export function fromLink(link: string, variants: readonly CatalogueEntry[]): Configuration {
  const values = new URLSearchParams(link);
  const source = values.get('data') ?? firstConfiguration.data.source;
  if (source === 'table' || source === 'images') {
    throw new OptionError(
      'this link is of a run on files of its own, which a link does not carry: choose your data',
    );
  }
  const known = bundled.find((name) => name === source);
  if (!known) throw new OptionError(`there are no data '${source}': choose one of ${bundled.join(', ')}`);
  const kind = values.get('model') ?? firstConfiguration.kind;
  const schemas = entryOf(kind, variants).options;
  const given = [...values].filter(([name]) => name.startsWith('model.'));
  const options = given.map(([name, text]) => {
    const option = name.slice('model.'.length);
    const schema = schemas[option];
    if (!schema) throw new OptionError(`'${kind}' has no option '${option}'`);
    return [option, parseValue(option, text, schema)] as const;
  });
  const engine = values.get('engine') ?? firstConfiguration.engine;
  const knownEngine = engines.find((name) => name === engine);
  if (!knownEngine)
    throw new OptionError(`there is no engine '${engine}': the engines are ${engines.join(', ')}`);
  return {
    data: { source: known },
    kind,
    options: values.has('model') ? Object.fromEntries(options) : firstConfiguration.options,
    training: readTraining(values),
    engine: knownEngine,
  };
}

function entryOf(kind: string, variants: readonly CatalogueEntry[]): CatalogueEntry {
  const entry = variants.find((each) => each.kind === kind);
  if (entry) return entry;
  throw new OptionError(
    `there is no model '${kind}': choose one of ${variants.map((v) => v.kind).join(', ')}`,
  );
}

function readTraining(values: URLSearchParams): TrainingSettings {
  const read = (name: keyof TrainingSettings) => {
    const text = values.get(trainingNames[name]);
    if (text === null) return firstConfiguration.training[name];
    const value = Number(text);
    const whole = name === 'learningRate' || Number.isInteger(value);
    const least = name === 'seed' ? value >= 0 : value > 0;
    if (text.trim() !== '' && Number.isFinite(value) && whole && least) return value;
    throw new OptionError(`${trainingNames[name]} is '${text}': give a positive number`);
  };
  return {
    epochs: read('epochs'),
    batchSize: read('batchSize'),
    learningRate: read('learningRate'),
    seed: read('seed'),
  };
}
