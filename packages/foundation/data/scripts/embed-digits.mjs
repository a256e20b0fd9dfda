// Makes src/digits-data.generated.ts from the UCI optical digits: node scripts/embed-digits.mjs digits.csv.gz
// Each example is its 64 pixels (0 to 16) and its label, a byte each; all are gzipped and written as base64.
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

const lines = gunzipSync(readFileSync(process.argv[2])).toString().trim().split('\n');
const rows = lines.map((line) => line.split(',').map(Number));
if (rows.length !== 1797 || rows.some((row) => row.length !== 65 || row.some((v) => !(v >= 0 && v <= 16)))) {
  throw new Error(`${process.argv[2]} does not hold the 1797 digits`);
}
const packed = gzipSync(Uint8Array.from(rows.flat()), { level: 9 }).toString('base64');
writeFileSync(
  new URL('../src/digits-data.generated.ts', import.meta.url),
  `/** Optical Recognition of Handwritten Digits, Alpaydin and Kaynak 1998, UCI, CC BY 4.0; made by scripts/embed-digits.mjs. */\nexport const packedDigits =\n  '${packed}';\n`,
);
