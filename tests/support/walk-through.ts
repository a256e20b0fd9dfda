import { readFileSync } from 'node:fs';

/** One thing that a reader of a walk-through does: type commands, or give a file these contents. */
export type Step = { readonly commands: string } | { readonly path: string; readonly contents: string };

/** A heading, or a fenced block and the name of its file on the line before; no heading is looked for in a block. */
const parts = /^## (.+)$|(?:^`([^`\n]+)`:\n\n)?^(`{3,})(\w+)\n([\s\S]*?)^\3$/gm;

/**
 * The steps of a section of a Markdown file, in order: its fenced blocks. One of `sh` is typed, any other is a
 * whole file, whose name stands on the line before, in backticks and with a colon.
 *
 * @throws {Error} for a block that does not say which file it is.
 */
export function walkThrough(file: string, section: string): Step[] {
  const steps: Step[] = [];
  let heading: string | undefined;
  for (const [block, title, path, , language, text] of readFileSync(file, 'utf8').matchAll(parts)) {
    if (title !== undefined) heading = title;
    else if (heading !== section) continue;
    else if (language === 'sh') steps.push({ commands: text! });
    else if (path !== undefined) steps.push({ path, contents: text! });
    else throw new Error(`this block of ${file} names no file:\n${block}`);
  }
  return steps;
}
