import { OptionError } from '@autoencoders/errors';

/** Longer ones would break lines of the templates, which are laid out for the formatter as they are. */
const longest = 40;

/**
 * Checks the name of a variant: lower-case words joined by hyphens, of which a file and a factory are named.
 *
 * @throws {OptionError} naming what came in and what is wrong with it.
 */
export function checkVariantName(name: string): void {
  const refuse = (advice: string) => {
    throw new OptionError(`NAME is '${name}': ${advice}`);
  };
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    refuse('give lower-case words joined by hyphens, beginning with a letter, such as laplacian-prior');
  }
  if (/(^|-)autoencoder$/.test(name)) {
    refuse("leave out 'autoencoder' at its end: file and factory add it");
  }
  if (name.length > longest) refuse(`give at most ${longest} characters`);
}

/**
 * Checks the name of a package as npm demands it, with or without a scope.
 *
 * @throws {OptionError} naming what came in.
 */
export function checkPackageName(name: string): void {
  if (name.length > 214 || !/^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name)) {
    throw new OptionError(
      `--name is '${name}': give a name that npm takes, such as my-variant or @scope/my-variant`,
    );
  }
}

/** The name of the factory: `laplacian-prior` makes `laplacianPriorAutoencoder`. */
export function factoryName(name: string): string {
  const camelCase = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return `${camelCase}Autoencoder`;
}
