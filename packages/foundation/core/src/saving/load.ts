import { ModelFormatError, OptionError, ShapeError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import type { Autoencoder, Json } from '../autoencoder.js';
import type { AnyVariantFactory } from '../define-variant.js';
import { lacksFunctions, withPlaceholders } from '../own-functions.js';
import type { StoredFiles } from '../stores/store.js';
import { checkFiles, filesOf, type Manifest, manifestOf } from './manifest.js';
import { loadWeights, networkFromFiles } from './network-files.js';
import { loadState } from './state-files.js';

/**
 * Brings a saved model back. No code is executed: networks built from options are built again by the factory of
 * the model's kind and given the saved weights; the caller's own are built from their saved layers.
 *
 * @example
 * const model = await load(folderStore('runs/digits'), [variationalAutoencoder]);
 *
 * @param ownOptions the options that held functions of the caller's, which are not saved; where one is left out, the
 * model can be used, and an error says so where the function is needed
 * @returns the model, of the type that its factory makes.
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, or the kind is not among the factories.
 * @throws {OptionError} when `ownOptions` names an option that was saved whole.
 */
export async function load<Factory extends AnyVariantFactory>(
  store: StoredFiles,
  factories: readonly Factory[],
  ownOptions: Readonly<Record<string, unknown>> = {},
): Promise<ReturnType<Factory>> {
  const place = store.description;
  const files = await filesOf(store);
  const manifest = manifestOf(files, place);
  checkFiles(files, manifest.files, place);
  const factory = factoryOf(manifest, factories, place);
  const options = optionsOf(manifest, ownOptions);
  const own: Record<string, tf.LayersModel> = {};
  let model: Autoencoder | undefined;
  try {
    for (const [role, origin] of Object.entries(manifest.networks)) {
      if (origin === 'own') own[role] = await networkFromFiles(files, role, place);
    }
    model = made(factory, { ...options, ...own }, place);
    for (const [role, network] of Object.entries(model.networks)) {
      if (!own[role]) loadWeights(files, role, network, place);
    }
    loadState(files, model.state, place);
    return model as ReturnType<Factory>;
  } catch (error) {
    if (model) model.dispose();
    else for (const network of Object.values(own)) network.dispose();
    throw error;
  }
}

/** The saved options, with the caller's in place of those that could not be saved. */
function optionsOf({ options }: Manifest, own: Readonly<Record<string, unknown>>): object {
  const whole = Object.keys(own).find((name) => !lacksFunctions(options[name]));
  if (whole !== undefined) {
    throw new OptionError(
      `'${whole}' is saved with the model: only options that held functions can be given again`,
    );
  }
  const saved = Object.entries(options).map(([name, value]) => [name, withPlaceholders(name, value as Json)]);
  return { ...Object.fromEntries(saved), ...own };
}

function made(factory: AnyVariantFactory, options: object, place: string): Autoencoder {
  try {
    return factory(options);
  } catch (error) {
    if (!(error instanceof OptionError || error instanceof ShapeError)) throw error;
    throw new ModelFormatError(`${place} cannot be made again: ${error.message}`, { cause: error });
  }
}

function factoryOf<Factory extends AnyVariantFactory>(
  manifest: Manifest,
  factories: readonly Factory[],
  place: string,
): Factory {
  const factory = factories.find(({ kind }) => kind === manifest.kind);
  if (factory) return factory;
  const known = factories.map(({ kind }) => `'${kind}'`).join(', ');
  throw new ModelFormatError(
    `${place} holds a model of kind '${manifest.kind}', the factories given make ${known || 'nothing'}`,
  );
}
