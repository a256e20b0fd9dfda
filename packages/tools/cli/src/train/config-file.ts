import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OptionError } from '@autoencoders/errors';

/**
 * Reads a JSON file of options by their names: `{ "epochs": 40, "latentDim": 8 }`.
 *
 * @throws {OptionError} if the file cannot be read, holds no JSON object, or names an unknown option.
 */
export function readConfig(path: string, known: readonly string[], cwd: string): Record<string, unknown> {
  const config = parse(path, cwd);
  if (config === null || typeof config !== 'object' || Array.isArray(config)) {
    throw new OptionError(`${path} holds no JSON object: write options by name, as in {"latentDim": 8}`);
  }
  const unknown = Object.keys(config).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new OptionError(
      `${path} names unknown options: ${unknown.join(', ')}; known are ${known.join(', ')}`,
    );
  }
  return config as Record<string, unknown>;
}

function parse(path: string, cwd: string): unknown {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    throw new OptionError(`the configuration ${path} cannot be read: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new OptionError(`the configuration ${path} is not JSON: ${(error as Error).message}`);
  }
}
