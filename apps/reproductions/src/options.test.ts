import { OptionError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.js';
import { studies } from './studies.js';

/** The request, and what was printed. */
function parse(...argv: string[]) {
  let printed = '';
  const request = parseOptions(argv, studies, (text) => {
    printed += text;
  });
  return { request, printed };
}

describe('the command line', () => {
  it('runs a study as asked', () => {
    expect(parse('copying', '--quick', '--seed', '3', '--json').request).toMatchObject({
      study: { name: 'copying' },
      quick: true,
      seed: 3,
      json: true,
      resume: false,
      backend: 'auto',
    });
    expect(parse('iwae-mnist', '--resume', '--longer', '3').request).toMatchObject({
      resume: true,
      longer: 3,
    });
  });

  it('lists the studies where none is named, and in its help', () => {
    expect(parse().request).toBe('list');
    const { request, printed } = parse('--help');
    expect(request).toBeUndefined();
    for (const { name } of studies) expect(printed).toContain(name);
  });

  it.each([
    [
      ['no-such-study'],
      /no study 'no-such-study': the studies are aae-mnist, anomaly-adbench, .*contraction, copying/,
    ],
    [['copying', '--seed', 'x'], /seed.*'x'.*whole number/],
    [['copying', '--backend', 'gpu'], /gpu/],
    [['copying', '--longer', '2'], /--longer 2 of 'copying'.*iwae-mnist/],
    [['iwae-mnist', '--quick', '--longer', '2'], /--quick/],
    [['copying', '--nonsense'], /--nonsense/],
  ])('names what is wrong with %j', (argv, message) => {
    expect(() => parse(...argv)).toThrow(OptionError);
    expect(() => parse(...argv)).toThrow(message);
  });
});
