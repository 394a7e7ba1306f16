import { z } from 'zod';

/** Numbers of tests. A suite that could not run is one failed test. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0 };

export const sum = (all: readonly Counts[]): Counts =>
  all.reduce(
    (one, other) => ({
      passed: one.passed + other.passed,
      failed: one.failed + other.failed,
      skipped: one.skipped + other.skipped,
    }),
    noTests,
  );

const jestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});

/** Counts of `jest --json`. */
export function countJest(text: string): Counts {
  const report = jestReport.parse(JSON.parse(text));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts of a JUnit file as pytest writes it: attributes of each `<testsuite>`. */
export function countJunit(text: string): Counts {
  const suites = [...text.matchAll(/<testsuite\s[^>]*>/g)].map(([tag]) => {
    const attribute = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(tag)?.[1] ?? 0);
    const failed = attribute('failures') + attribute('errors');
    const skipped = attribute('skipped');
    return { passed: attribute('tests') - failed - skipped, failed, skipped };
  });
  return sum(suites);
}

/**
 * What a runner's report and its exit code say together: a runner that fails without a failed test, or that leaves no
 * report, is one failure.
 */
export function judge(counts: Counts | undefined, exitedWell: boolean): Counts {
  if (!counts) return { ...noTests, failed: 1 };
  return !exitedWell && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
