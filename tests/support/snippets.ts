import { readFileSync } from 'node:fs';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

/** The first fenced block of one of the languages in a Markdown file, or `undefined`. */
export function firstSnippet(file: string, ...languages: string[]): string | undefined {
  const fence = new RegExp(`^\`\`\`(?:${languages.join('|')})\\r?\\n([\\s\\S]*?)^\`\`\``, 'm');
  return fence.exec(readFileSync(file, 'utf8'))?.[1];
}

/** A TypeScript snippet as a module that Node runs as it is. */
export function asJavaScript(snippet: string): string {
  return transpileModule(snippet, {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 },
  }).outputText;
}
