import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

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
    files: ['**/*.ts'],
    ignores: [
      '**/*.test.ts',
      'server/main.ts', // hands it to config.ts
      'support/run/settings/**',
      'tools/mutation/**', // sets what Stryker's processes inherit
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'support/run/settings reads the environment, and server/config.ts: ask them.',
        },
      ],
    },
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
    files: ['tools/minimal-platform/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['URLSearchParams', 'console', 'process', 'setInterval', 'setTimeout'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
  {
    files: ['server/http/pages/assets/*', 'tools/report/*.mjs', 'tools/steps/*.mjs'],
    languageOptions: { globals: browserGlobals },
  },
);
