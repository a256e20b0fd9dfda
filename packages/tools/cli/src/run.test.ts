import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from './testing/captured-terminal.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cli-run-'));
  writeFileSync(join(root, 'broken.json'), '{');
  writeFileSync(join(root, 'list.json'), '[1]');
  writeFileSync(join(root, 'unknown.json'), '{"epochz": 3}');
  writeFileSync(join(root, 'wrong.json'), '{"epochs": "many"}');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const train = ['train', 'variational', '--data', 'digits', '--out', 'run'];

describe('run', () => {
  it.each([
    [['frobnicate'], /unknown command/],
    [['train'], /--data/],
    [['train', 'variational'], /--data/],
    [['train', 'variational', '--data', 'digits'], /--out/],
    [
      ['train', 'nonesuch', '--data', 'digits', '--out', 'run'],
      /there is no variant 'nonesuch'.*variational/,
    ],
    [[...train, '--frob'], /unknown option '--frob'/],
    [[...train, '--epochs', 'many'], /--epochs is 'many'/],
    [[...train, '--epochs', '0'], /epochs is 0/],
    [[...train, '--epochs'], /argument missing/],
    [[...train, '--validation', '1'], /validation is 1/],
    [[...train, '--backend', 'abacus'], /--backend is 'abacus': give one of auto, webgpu, wasm, cpu/],
    [[...train, '--config', 'absent.json'], /absent.json cannot be read/],
    [[...train, '--config', 'broken.json'], /not JSON/],
    [[...train, '--config', 'list.json'], /no JSON object/],
    [[...train, '--config', 'unknown.json'], /epochz/],
    [[...train, '--config', 'wrong.json'], /epochs is "many"/],
    [['encode', 'model', '--data', 'digits'], /--out/],
    [['info'], /missing required argument/],
  ])('answers %j with one line and exit code 2', async (argv, message) => {
    const { code, stdout, stderr } = await runCaptured(argv, { cwd: root });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^error: OptionError: [^\n]+\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(readdirSync(root).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  it('shows the stack under --verbose only', async () => {
    const { stderr } = await runCaptured([...train, '--backend', 'abacus', '--verbose'], { cwd: root });
    expect(stderr).toMatch(/\n {4}at /);
  });

  it('prints help on standard output, and on standard error where no command is named', async () => {
    for (const argv of [['--help'], ['train', '--help'], ['encode', '--help']]) {
      const { code, stdout, stderr } = await runCaptured(argv);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/Usage: autoencoders/);
    }
    const { code, stdout, stderr } = await runCaptured([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/train/);
  });

  it("shows a variant's own options with description and default", async () => {
    const { code, stdout } = await runCaptured(['train', 'variational', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/--latent-dim <N>\s+\S+[\s\S]*\(default: \d+\)/);
  });

  it('prints its version', async () => {
    expect(await runCaptured(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});
