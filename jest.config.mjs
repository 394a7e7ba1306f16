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
  projects: [
    {
      ...common,
      displayName: 'unit',
      testTimeout: 20_000,
      testMatch: ['<rootDir>/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.system\\.test\\.ts$'],
    },
    {
      ...common,
      displayName: 'system',
      testTimeout: 60_000,
      testMatch: ['<rootDir>/**/*.system.test.ts'],
      globalSetup: '<rootDir>/tests/servers/global-setup.ts',
      globalTeardown: '<rootDir>/tests/servers/global-teardown.ts',
    },
  ],
};
