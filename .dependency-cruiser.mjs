/** Who may import whom. Each rule says what to do instead; test/architecture.test.ts proves that they bite. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    rule('no-cycles', 'Imports point one way: move what both sides need below them.', {}, { circular: true }),
    rule(
      'domain-stands-alone',
      'The domain knows only itself. Bring what it needs in as data, or put a port in core/ports.',
      { path: '^src/core/domain' },
      { pathNot: '^src/core/domain' },
    ),
    rule(
      'layout-and-ports-know-the-domain',
      'Layout and ports speak the domain’s words and nothing else.',
      { path: '^src/core/(escpos-layout|ports)' },
      { pathNot: '^src/core/(domain|escpos-layout|ports)' },
    ),
    rule(
      'contract-knows-the-domain',
      'The contract is data: domain types, zod and the contract library.',
      { path: '^src/core/contract' },
      {
        pathNot: [
          '^src/core/(domain|contract)',
          '^src/core/ports/system.ts',
          '^node_modules/(zod|@orpc/contract)',
        ],
      },
    ),
    rule(
      'use-cases-know-the-core',
      'A use case works through ports. Compose adapters in src/main/core.ts and hand them in.',
      { path: '^src/main/usecases' },
      { pathNot: ['^src/core', '^src/main/usecases'] },
    ),
    rule(
      'an-adapter-knows-its-own-library',
      'Adapters translate one foreign thing each. What two need belongs in the core.',
      { path: '^src/main/adapters/([^/]+)' },
      { path: '^src/main', pathNot: '^src/main/adapters/$1' },
    ),
    rule(
      'electron-stays-in-its-host',
      'Only the Electron host, its entry and the preload import electron: everything else runs without it.',
      { path: '^src', pathNot: '^src/(main/hosts/electron|main/index.ts|preload)' },
      { path: '^(node_modules/)?electron($|/)' },
    ),
    rule(
      'preload-hands-over-a-port',
      'The preload runs in a sandbox: it may import electron and types.',
      { path: '^src/preload' },
      { pathNot: ['^src/preload', '^src/core/contract', '^(node_modules/)?electron($|/)'] },
    ),
    rule(
      'screens-know-the-contract',
      'A screen talks to the core through the contract. Share pure code by moving it into core/domain.',
      { path: '^src/renderer' },
      { path: '^src', pathNot: '^src/(renderer|core/(contract|domain|escpos-layout|ports/system.ts))' },
    ),
    rule(
      'screens-load-no-contract-at-run-time',
      'Import the contract as types: zod and the contract library would be in the first bundle.',
      { path: '^src/renderer' },
      {
        path: ['^src/core/contract', '^node_modules/(zod|@orpc/contract|qrcode)'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'simulator-is-a-stranger',
      'The simulator stands for somebody else’s service: it shares money and the QR codec, and nothing of the till.',
      { path: '^src/simulator' },
      { path: '^src', pathNot: '^src/(simulator|core/domain)' },
    ),
    rule(
      'nothing-imports-tests',
      'Product code never leans on tests or benchmarks.',
      { path: '^src' },
      { path: '^(test|bench|scripts)' },
    ),
    rule('no-missing-modules', 'This import leads nowhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
