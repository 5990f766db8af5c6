// The import rules of the house as data: kernel <- rules, ledger <- the other core folders <- use cases <- lambdas.

/** Folders of core/ in order: a folder may import those before it and itself, never one after it. */
const STAGES = [
  'kernel',
  'rules',
  'ledger',
  'enterprise',
  'policy',
  'hub',
  'matching',
  'application',
  'eligibility',
  'disbursement',
  'payment',
  'reconciliation',
  'recovery',
  'message',
  'request',
  'cockpit',
];

/** Packages a pure, synchronous core may use. */
const PURE_PACKAGES = ['zod', '@bpmn-io/lezer-feel', 'fast-xml-parser', 'csv-parse'];

const never = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const laterStages = STAGES.slice(0, -1).map((stage, index) =>
  never(
    `core-${stage}-not-later`,
    `core/${stage} must not import a later stage`,
    { path: `^core/${stage}/` },
    { path: `^core/(${STAGES.slice(index + 1).join('|')})/` },
  ),
);

module.exports = {
  forbidden: [
    ...laterStages,
    never(
      'core-ledger-not-rules',
      'rules and ledger stand beside each other on the kernel',
      { path: '^core/ledger/' },
      { path: '^core/rules/' },
    ),
    never(
      'core-known-folder',
      'every file of core/ lies in a folder whose place in the order is declared in .dependency-cruiser.cjs',
      { path: '.' },
      { path: '^core/', pathNot: `^core/(${STAGES.join('|')})/` },
    ),
    never(
      'core-is-inner',
      'core imports only core',
      { path: '^core/' },
      { path: '^(functions|adapters|local|lib|bin|web|test|bench|examples)/' },
    ),
    never(
      'core-pure-packages',
      'core uses only pure packages',
      { path: '^core/' },
      { path: 'node_modules/', pathNot: `node_modules/(${PURE_PACKAGES.join('|')})/` },
    ),
    never(
      'core-no-system',
      'core touches no file, network or process; hashing is pure',
      { path: '^core/' },
      { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    ),
    never(
      'ports-only-types',
      'functions/ports.ts holds types: it type-imports entities of core and the manifest',
      { path: '^functions/ports\\.ts$' },
      { dependencyTypesNot: ['type-only'] },
    ),
    never(
      'manifest-alone',
      'functions/manifest.ts is data that everyone reads: it imports nothing',
      { path: '^functions/manifest\\.ts$' },
      { path: '.' },
    ),
    never(
      'use-case-not-lambda',
      'use cases never import what lies above them: lambdas, routes and the edge (its types excepted)',
      { path: '^functions/(?!edge/)', pathNot: '(\\.lambda|-routes)\\.ts$' },
      { path: '^functions/(.*(\\.lambda|-routes)\\.ts$|edge/)', dependencyTypesNot: ['type-only'] },
    ),
    never(
      'routes-not-wiring',
      'routes are given their dependencies by the lambda',
      { path: '^functions/.*-routes\\.ts$' },
      { path: '^functions/edge/wiring\\.ts$' },
    ),
    never(
      'lambda-alone',
      'a lambda is imported by nobody in functions/: the trigger calls it',
      { path: '^functions/' },
      { path: '^functions/.*\\.lambda\\.ts$' },
    ),
    never(
      'functions-not-adapters',
      'adapters are built in functions/edge/wiring.ts alone',
      { path: '^functions/', pathNot: '^functions/edge/wiring\\.ts$' },
      { path: '^adapters/' },
    ),
    never(
      'functions-not-outer',
      'functions import core, their own folder and, in wiring, adapters',
      { path: '^functions/' },
      { path: '^(local|lib|bin|web|test|bench|examples)/' },
    ),
    never(
      'middy-only-in-edge',
      'functions/edge holds the only middy code',
      { path: '^(?!functions/edge/)' },
      { path: 'node_modules/@middy/' },
    ),
    never(
      'sdk-only-in-adapters',
      'the flow reaches AWS through ports: the SDK is named in adapters, wiring and the local engines only',
      { path: '^(core|functions|lib|web|bin)/', pathNot: '^functions/edge/wiring\\.ts$' },
      { path: 'node_modules/@aws-sdk/' },
    ),
    never(
      'adapters-inner-only',
      'adapters import core and functions/ports.ts only',
      { path: '^adapters/' },
      { path: '^(functions|local|lib|bin|web|test|bench|examples)/', pathNot: '^functions/ports\\.ts$' },
    ),
    never(
      'lib-reads-data',
      'lib imports the manifest and the key schema, never a handler',
      { path: '^lib/' },
      {
        path: '^(core|functions|adapters|local|bin|web|test|bench|examples)/',
        pathNot: '^(functions/manifest\\.ts|adapters/dynamodb/tables\\.ts)$',
      },
    ),
    never(
      'local-not-lib',
      'local runs the flow without AWS resources',
      { path: '^local/' },
      { path: '^(lib|test|bench)/' },
    ),
    never(
      'web-knows-core-only',
      'the console imports schemas and types of core only; the rest it asks the API',
      { path: '^web/' },
      { path: '^(functions|adapters|local|lib|bin|test|bench|examples)/' },
    ),
    never(
      'web-no-decisions',
      'the console evaluates nothing: of the rules and the stages’ decisions it may take types only',
      { path: '^web/' },
      { path: '^core/(rules|matching|eligibility)/', dependencyTypesNot: ['type-only'] },
    ),
    never(
      'product-not-proof',
      'what ships never imports tests or benches',
      { path: '^(core|functions|adapters|local|lib|bin|web)/' },
      { path: '^(test|bench)/' },
    ),
    never(
      'declared-packages',
      'what runs in a Lambda uses declared dependencies, not those of development',
      { path: '^(core|functions|adapters)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    never(
      'no-circle',
      'imports run one way; a circle closed by a type import is erased before it runs and is allowed',
      { path: '.' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    never(
      'resolvable',
      'every import leads to a file (assets of the console are the bundler’s affair)',
      { path: '.' },
      { couldNotResolve: true, pathNot: '(\\?|\\.(css|svg|png|woff2?|geojson)$|^virtual:)' },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^cdk\\.out/', '(^|/)dist/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
