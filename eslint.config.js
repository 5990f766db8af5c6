// Lint rules of the house: strict types everywhere, and core/ stays pure (no clock, randomness, async or environment).
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const namedZod = {
  selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier[imported.name='z']",
  message: "import * as z from 'zod': the named import bundles 450 KB.",
};

const pureCore = [
  namedZod,
  { selector: 'AwaitExpression', message: 'core/ is synchronous: pass the loaded value in.' },
  { selector: ':function[async=true]', message: 'core/ is synchronous: no async functions.' },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'core/ has no clock: pass time in.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'core/ has no clock: pass time in.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'core/ has no randomness: pass it in.',
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'core/ reads no environment.',
  },
];

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'cdk.out',
      '.zhida',
      'dist',
      'coverage',
      'reports',
      '**/*.cjs',
      'web/dist',
      '.stryker-tmp',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        setImmediate: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        structuredClone: 'readonly',
        TextDecoder: 'readonly',
        TextEncoder: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        URLSearchParams: 'readonly',
        Response: 'readonly',
        Request: 'readonly',
        WebAssembly: 'readonly',
      },
    },
    rules: {
      'no-undef': 'off',
      'max-lines-per-function': ['error', { max: 70, skipComments: true, skipBlankLines: true }],
      'no-restricted-syntax': ['error', namedZod],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['core/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...pureCore] } },
  {
    files: ['functions/**/*.lambda.ts'],
    rules: { 'max-lines': ['error', { max: 25, skipComments: true, skipBlankLines: true }] },
  },
  { files: ['test/**', 'bench/**'], rules: { 'max-lines-per-function': 'off' } },
);
