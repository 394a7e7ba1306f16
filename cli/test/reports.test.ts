import { describe, expect, it } from '@jest/globals';
import { countJest, countJunit, judge, sum } from './reports.ts';

describe('reports of test runners', () => {
  it('a Jest suite that could not run counts as failed', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      numRuntimeErrorTestSuites: 1,
    };
    expect(countJest(JSON.stringify(report))).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });

  it('pytest counts errors as failures, and passed is the rest', () => {
    const xml =
      '<?xml version="1.0"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" time="0.1"><testcase/></testsuite></testsuites>';
    expect(countJunit(xml)).toEqual({ passed: 4, failed: 3, skipped: 3 });
  });

  it.each([
    ['a report and a good end are taken as they are', { passed: 2, failed: 0, skipped: 0 }, true, 0],
    ['a bad end without a failed test is a failure', { passed: 2, failed: 0, skipped: 0 }, false, 1],
    ['a bad end with failed tests adds nothing', { passed: 2, failed: 3, skipped: 0 }, false, 3],
    ['no report is a failure', undefined, true, 1],
  ])('%s', (_rule, counts, exitedWell, failed) => expect(judge(counts, exitedWell).failed).toBe(failed));

  it('runners add up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
  });
});
