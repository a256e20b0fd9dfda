import { AutoencoderError, OptionError } from '@autoencoders/errors';
import { help, parseOptions } from './options.js';
import { quickstart } from './quickstart.js';

const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
process.on('SIGINT', () => {
  if (stop.signal.aborted) process.exit(130);
  process.stderr.write('\nStopping after this step; once more to stop at once.\n');
  stop.abort();
});

try {
  const options = parseOptions(process.argv.slice(2));
  if (!options) process.stdout.write(help);
  else {
    const { stdout, stderr } = process;
    const end = await quickstart(options, { stdout, stderr, signal: stop.signal });
    process.exitCode = end === 'aborted' ? 130 : 0;
  }
} catch (error) {
  const expected = error instanceof AutoencoderError;
  process.stderr.write(`${expected ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = error instanceof OptionError ? 2 : 1;
}
