/**
 * Two projects: `unit` needs nothing but Node; `system` drives real processes and servers. Test files run in plain Node,
 * several of them one after another in one process that has loaded its modules once: half the processor time of Jest's
 * own runner, which gives each file a world of its own and every module again.
 */
const common = {
  testEnvironment: 'node',
  runner: 'jest-light-runner/child-process',
  setupFiles: ['<rootDir>/tests/runner/setup.mjs'],
  setupFilesAfterEnv: ['<rootDir>/tests/runner/time-limits.mjs'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  modulePathIgnorePatterns: ['<rootDir>/.local', '<rootDir>/.venv'],
  watchPathIgnorePatterns: ['<rootDir>/.local', '<rootDir>/.venv'],
};

export default {
  // a folder watcher has nothing to do in a single run, and hung once
  watchman: false,
  testSequencer: '<rootDir>/tests/servers/slow-first.mjs',
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
