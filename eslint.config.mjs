import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The walls between the rooms of the code: who must not import whom, and why. */
const wall = (files, group, message, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

/** What the pages' scripts use of a browser; `io` is Socket.IO's client. */
const browserGlobals = Object.fromEntries(
  [
    ...['AbortSignal', 'Intl', 'MutationObserver', 'URLSearchParams', 'document', 'fetch'],
    ...[
      'history',
      'io',
      'location',
      'matchMedia',
      'performance',
      'requestAnimationFrame',
      'setInterval',
      'setTimeout',
    ],
    ...['Blob', 'DecompressionStream', 'Response', 'atob', 'window'],
  ].map((name) => [name, 'readonly']),
);

export default tseslint.config(
  { ignores: ['.build', '.stryker-tmp', 'reports', 'node_modules'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json' } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.test.ts', 'support/checks/**'],
    // chai's assertions are property reads
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        process: 'readonly',
      },
    },
  },
  {
    files: ['server/http/pages/assets/*', 'tools/report/*.mjs', 'tools/steps/*.mjs'],
    languageOptions: { globals: browserGlobals },
  },
  wall(
    ['server/orders/**'],
    ['**/http/**', '**/events/**', '**/contract/**', 'express', 'socket.io', 'pino*'],
    'The domain knows neither HTTP nor sockets.',
  ),
  wall(
    ['server/**'],
    ['**/support/**', '**/step-definitions/**'],
    'The platform does not know the suite that accepts it.',
    ['server/orders/**'],
  ),
  wall(
    ['support/**', 'step-definitions/**'],
    ['**/server/**'],
    'The suite treats the platform as a black box: only local-platform.ts may know server/.',
    ['support/platform/local-platform.ts', 'support/contract/types.ts', 'step-definitions/**'],
  ),
  wall(
    ['step-definitions/**'],
    ['**/server/**', 'axios', 'playwright-core', 'socket.io-client'],
    'A step hands over to the world; it knows no transport and no platform code.',
  ),
);
