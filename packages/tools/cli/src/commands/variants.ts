import { listVariants } from '../find-variant.js';
import { printLine, type Terminal } from '../terminal.js';

/** `autoencoders variants`: the kinds that can be trained here, and the package each comes from. */
export async function variantsCommand(flags: { readonly json?: boolean }, terminal: Terminal): Promise<void> {
  const variants = (await listVariants(terminal.cwd)).map(({ factory, packageName }) => ({
    kind: factory.kind,
    package: packageName,
    summary: factory.summary,
  }));
  if (flags.json) return printLine(terminal, JSON.stringify({ variants }));
  for (const { kind, package: from, summary } of variants)
    printLine(terminal, `${kind}  ${summary} (${from})`);
}
