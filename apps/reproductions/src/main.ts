import { AutoencoderError, OptionError } from '@autoencoders/errors';
import { Interrupted } from './interrupted.js';
import { parseOptions, studyList } from './options.js';
import { readResults, writeReadme } from './result-files.js';
import { runStudy } from './run-study.js';
import { studies } from './studies.js';

const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
process.on('SIGINT', () => {
  if (stop.signal.aborted) process.exit(130);
  process.stderr.write('\nStopping after this step; once more to stop at once.\n');
  stop.abort();
});

try {
  const request = parseOptions(process.argv.slice(2), studies, (text) => void process.stdout.write(text));
  if (request === 'list') process.stdout.write(studyList(studies));
  else if (request === 'readme') await writeReadme(await readResults());
  else if (request) {
    const { stdout, stderr } = process;
    const held = await runStudy(request, { stdout, stderr, signal: stop.signal });
    process.exitCode = held ? 0 : 1;
  }
} catch (error) {
  const expected = error instanceof AutoencoderError;
  process.stderr.write(
    `${expected ? `error: ${error.message}` : ((error as Error).stack ?? String(error))}\n`,
  );
  process.exitCode = error instanceof Interrupted ? 130 : error instanceof OptionError ? 2 : 1;
}
