import { AutoencoderError, DataError, OptionError } from '@autoencoders/errors';
import { stopChildren } from './child-process.js';
import { fullRun } from './modes/full-run.js';
import { profileRun } from './modes/profile-run.js';
import { quickRun } from './modes/quick-run.js';
import { type BenchmarkOptions, parseOptions } from './options.js';
import { readCommitted, writeReadme } from './result-files.js';

const terminal = {
  print: (text: string) => void process.stdout.write(text),
  say: (line: string) => void process.stderr.write(`${line}\n`),
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopChildren();
    process.exit(130);
  });
}

try {
  const options = parseOptions(process.argv.slice(2), terminal.print);
  if (options) process.exitCode = (await run(options)) ? 0 : 1;
} catch (error) {
  const expected = error instanceof AutoencoderError;
  terminal.say(expected ? `error: ${error.message}` : ((error as Error).stack ?? String(error)));
  process.exitCode = error instanceof OptionError ? 2 : 1;
} finally {
  stopChildren();
}

async function run(options: BenchmarkOptions): Promise<boolean> {
  switch (options.mode) {
    case 'quick':
      return quickRun(options, terminal);
    case 'profile':
      return profileRun(options, terminal);
    case 'readme': {
      const committed = await readCommitted();
      if (!committed) throw new DataError("there are no committed results: 'npm run bench' makes them");
      await writeReadme(committed);
      return true;
    }
    case 'full':
      return fullRun(options, terminal);
  }
}
