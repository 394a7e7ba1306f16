/** Two projects: `unit` needs nothing but Node; `system` drives real processes and servers. */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.local', '<rootDir>/.venv'],
  watchPathIgnorePatterns: ['<rootDir>/.local', '<rootDir>/.venv'],
};

export default {
  // a folder watcher has nothing to do in a single run, and hung once
  watchman: false,
  testSequencer: '<rootDir>/tests/servers/slow-first.mjs',
  // a machine that does much else at the same time is slow, not wrong
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.system\\.test\\.ts$'],
    },
    {
      ...common,
      displayName: 'system',
      testMatch: ['<rootDir>/**/*.system.test.ts'],
      globalSetup: '<rootDir>/tests/servers/global-setup.ts',
      globalTeardown: '<rootDir>/tests/servers/global-teardown.ts',
    },
  ],
};
