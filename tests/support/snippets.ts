import { readFileSync } from 'node:fs';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

/** A fenced block of a Markdown file. */
export interface Snippet {
  readonly language: string;
  readonly code: string;
}

/** The first fenced block of a language that runs, apart from what only installs; `undefined` without one. */
export function firstSnippet(file: string): Snippet | undefined {
  const fences = readFileSync(file, 'utf8').matchAll(/^```(ts|js|sh)\r?\n([\s\S]*?)^```/gm);
  for (const [, language, code] of fences) {
    const installs = code!.split('\n').every((line) => line.trim() === '' || line.startsWith('npm install'));
    if (!installs) return { language: language!, code: code! };
  }
  return undefined;
}

/** A TypeScript snippet as a module that Node runs as it is. */
export function asJavaScript(snippet: string): string {
  return transpileModule(snippet, {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 },
  }).outputText;
}
