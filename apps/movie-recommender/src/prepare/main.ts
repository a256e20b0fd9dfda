import { AutoencoderError, OptionError } from '@autoencoders/errors';
import { prepareCommand } from './command.js';

/** Runs the command with the arguments of this process. */
export async function main(folder: string): Promise<void> {
  try {
    await prepareCommand(folder, process).parseAsync();
  } catch (error) {
    const expected = error instanceof AutoencoderError;
    process.stderr.write(`${expected ? `error: ${error.message}` : (error as Error).stack}\n`);
    process.exitCode = error instanceof OptionError ? 2 : 1;
  }
}
