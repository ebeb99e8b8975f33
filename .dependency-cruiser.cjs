/**
 * The walls of the house: who may import whom. Everything points one way, so that a reader can
 * start anywhere and go down only. `tools/walls` breaks each of them, to see that it holds.
 */

/** The rooms of the suite, the highest first: each may import what stands below it, and no more. */
const roomsOfTheSuite = [
  ['hooks', 'parameter-types'],
  ['run'],
  ['load', 'checks'],
  ['actions'],
  ['world'],
  ['tables', 'actors'],
  ['platform'],
  ['evidence'],
  ['contract'],
  ['run/settings'],
];

const wholeRoom = (room) => `^support/${room}(/|\\.ts$|\\.test\\.ts$)`;
const settings = wholeRoom('run/settings');

/** One rule a floor: nothing on it imports a floor above. */
const floors = roomsOfTheSuite.slice(1).map((rooms, index) => {
  const above = roomsOfTheSuite.slice(0, index + 1).flat();
  return {
    name: `support-${rooms.join('-').replace('/', '-')}-stays-below`,
    comment: `The suite's rooms point one way: ${rooms.join(' and ')} may be used by ${above.join(', ')}, and uses none of them.`,
    severity: 'error',
    from: {
      path: rooms.map(wholeRoom),
      // a unit test may wear more than the code that it tests
      pathNot: ['\\.test\\.ts$', ...(rooms.includes('run') ? [settings] : [])],
    },
    to: { path: above.map(wholeRoom), pathNot: settings },
  };
});

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment:
        'What imports itself by a detour can be neither read nor moved alone, types included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere would slip past every other wall.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'orders-know-no-transport',
      comment: 'The domain knows neither HTTP nor sockets, so that either can change without it.',
      severity: 'error',
      from: { path: '^server/orders/' },
      to: {
        path: [
          '^server/(?!orders/)',
          '^node_modules/(@types/)?(express|socket\\.io|pino|redis|ioredis)',
          '^(node:)?(http|https|http2|net|tls)$',
        ],
        pathNot: '^server/test-support\\.ts$',
      },
    },
    {
      name: 'http-and-events-apart',
      comment: 'Two ways to the same orders: they meet in platform.ts alone.',
      severity: 'error',
      from: { path: '^server/(http|events)/' },
      to: { path: '^server/(http|events)/', pathNot: '^server/$1/' },
    },
    {
      name: 'server-points-down',
      comment:
        'main -> serve -> platform -> http, events -> orders: what is wired knows no wiring.',
      severity: 'error',
      from: { path: '^server/(http|events|contract|orders)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/(main|serve|platform|give-up|test-support)\\.ts$' },
    },
    {
      name: 'platform-never-listens-by-itself',
      comment: 'createPlatform wires; main and serve start and stop it.',
      severity: 'error',
      from: { path: '^server/(platform|config)\\.ts$' },
      to: { path: '^server/(main|serve|give-up)\\.ts$' },
    },
    {
      name: 'server-knows-no-suite',
      comment: 'The platform does not know the suite that accepts it.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(support|tools|step-definitions)/' },
    },
    {
      name: 'suite-sees-a-black-box',
      comment:
        'The suite accepts any platform: it knows the code of ours where it starts one, and the types of the contract.',
      severity: 'error',
      from: { path: '^support/', pathNot: '^support/platform/local-platform\\.ts$' },
      to: { path: '^server/', pathNot: '^server/contract/types\\.ts$' },
    },
    {
      name: 'suite-knows-no-tools',
      comment: 'The programs around the suite see a run; nothing in a run sees them.',
      severity: 'error',
      from: { path: '^(support|step-definitions)/' },
      to: { path: '^tools/' },
    },
    {
      name: 'nobody-imports-steps',
      comment: 'Steps are for Cucumber to load: what two of them share stands in support.',
      severity: 'error',
      from: { path: '^(support|step-definitions)/' },
      to: { path: '^step-definitions/' },
    },
    {
      name: 'steps-hand-over',
      comment: 'A step hands over to the world: it knows no transport and no code of the platform.',
      severity: 'error',
      from: { path: '^step-definitions/' },
      to: { path: ['^server/', '^node_modules/(axios|playwright-core|socket\\.io-client|ws)/'] },
    },
    ...floors,
    {
      name: 'tools-apart',
      comment:
        'A tool is one folder; what several need stands in the suite or in one of those made for it.',
      severity: 'error',
      from: { path: '^tools/([^/]+)/' },
      to: {
        path: '^tools/',
        pathNot: [
          '^tools/$1/',
          '^tools/(run-model|html|history|steps|feature-lint|conformance|gateway|faults/catalogue)/',
        ],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.build|\\.stryker-tmp|reports)/' },
    tsPreCompilationDeps: true, // type-only imports count as well
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
