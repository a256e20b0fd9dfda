import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { z } from 'zod';
import type { Autoencoder, Json } from './autoencoder.js';
import { jsonOptions } from './own-functions.js';
import { parseOptions } from './parse-options.js';

/** A variant's networks by role. */
export type Networks<Role extends string = string> = Readonly<Record<Role, tf.LayersModel>>;

/** Networks of the caller's own, for any of the roles. */
export type NetworkSlots<Role extends string = string> = { readonly [Name in Role]?: tf.LayersModel };

/** What the variant itself supplies; `kind`, `options`, `networks` and `dispose` are added by the factory. */
export type VariantModel = Omit<Autoencoder, 'kind' | 'options' | 'networks' | 'dispose' | 'reconstruct'> &
  Partial<Pick<Autoencoder, 'reconstruct'>>;

/** A variant: one name, one schema of options, how to build the networks, what to do with them. */
export interface VariantDefinition<
  Schema extends z.ZodObject,
  Role extends string,
  Model extends VariantModel,
> {
  /** The name that saved models and the command line use. */
  readonly kind: string;
  /** One sentence for help texts. */
  readonly summary: string;
  /**
   * Every option with default, limits and `.describe(...)`, all JSON values; `inputShape` is one of them. Where an
   * option may be a function (`z.custom`), `save` leaves it out and `load` takes it again.
   * The command line makes flags of these, and checks and error messages come from here.
   */
  readonly options: Schema;
  /** The roles of the networks, so that a caller's own network under another name is caught. */
  readonly roles: readonly Role[];
  /** What it is a part of and trained by, such as `'a recommender'`; commands do not offer it by itself. */
  readonly partOf?: string;
  /** Builds the networks; `own` holds those that the caller supplies, to be used as they are. */
  networks(options: z.output<Schema>, own: NetworkSlots<Role>): Networks<Role>;
  /** The verbs and phases over the networks. */
  model(networks: Networks<Role>, options: z.output<Schema>): Model;
}

/** What a defined variant makes: its own members over the contract. */
export type VariantAutoencoder<Role extends string, Model extends VariantModel> = Autoencoder &
  Model & { readonly networks: Networks<Role> };

/** Makes autoencoders of one kind; `load` takes a list of these. */
export interface VariantFactory<
  Options extends object = { [key: string]: unknown },
  Result extends Autoencoder = Autoencoder,
> {
  (options: Options): Result;
  readonly kind: string;
  readonly summary: string;
  readonly options: z.ZodObject;
  readonly roles: readonly string[];
  readonly partOf?: string;
}

/** Any variant's factory, for lists of them. */
// biome-ignore lint/suspicious/noExplicitAny: a list of factories has no one type of options
export type AnyVariantFactory = VariantFactory<any, Autoencoder>;

const own = new WeakMap<object, ReadonlySet<string>>();

/** The roles of the networks that the caller of a factory supplied. */
export function ownNetworks(model: Autoencoder): ReadonlySet<string> {
  return own.get(model) ?? new Set();
}

/**
 * Defines a variant from its parts and returns the factory that makes it.
 *
 * @example
 * const factory = defineVariant({ kind: 'mine', summary: '…', options, roles: ['encoder', 'decoder'], networks, model });
 * const model = factory({ inputShape: [64], latentDim: 2 });
 *
 * @throws {OptionError} (from the factory) naming each option that is wrong and the value received.
 */
export function defineVariant<Schema extends z.ZodObject, Role extends string, Model extends VariantModel>(
  definition: VariantDefinition<Schema, Role, Model>,
): VariantFactory<z.input<Schema> & NetworkSlots<Role>, VariantAutoencoder<Role, Model>> {
  const { kind, summary, options: schema, roles, partOf } = definition;

  function create(given: z.input<Schema> & NetworkSlots<Role>): VariantAutoencoder<Role, Model> {
    const { supplied, plain } = separate<Role>(given as Record<string, unknown>, roles);
    const options = parseOptions(`'${kind}'`, schema.strict(), plain) as z.output<Schema>;
    const networks = definition.networks(options, supplied);
    const model = definition.model(networks, options);
    const made = {
      reconstruct: (x: tf.Tensor) => tf.tidy(() => model.decode(model.encode(x))),
      ...model,
      kind,
      options: jsonOptions(options) as { readonly [key: string]: Json },
      networks,
      dispose: () => {
        for (const network of new Set<tf.LayersModel>(Object.values(networks))) network.dispose();
        tf.dispose(Object.values(model.state ?? {}));
      },
    };
    own.set(made, new Set(Object.keys(supplied)));
    return made;
  }

  return Object.assign(create, {
    kind,
    summary,
    options: schema,
    roles,
    ...(partOf === undefined ? {} : { partOf }),
  });
}

function separate<Role extends string>(given: Record<string, unknown>, roles: readonly string[]) {
  const supplied: Record<string, tf.LayersModel> = {};
  const plain: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    if (!(value instanceof tf.LayersModel)) plain[key] = value;
    else if (roles.includes(key)) supplied[key] = value;
    else throw new OptionError(`there is no network '${key}': the networks are ${roles.join(', ')}`);
  }
  return { supplied: supplied as NetworkSlots<Role>, plain };
}
