import { describe, expect, test } from 'vitest';

import { countResults, isSuccess } from '../../../scripts/support/test-result.ts';

const aReport = (passed: number, failed: number, files: { status: string; tests: string[] }[] = []): string =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((test) => ({ status: test })),
    })),
  });

describe('the count of a test run', () => {
  test('is what the report says', () => {
    const files = [{ status: 'failed', tests: ['passed', 'failed'] }];
    expect(countResults(aReport(7, 1, files), 1)).toEqual({ passed: 7, failed: 1 });
  });

  test('has one failure for each file that could not be run', () => {
    const files = [
      { status: 'failed', tests: [] },
      { status: 'failed', tests: ['passed'] },
      { status: 'passed', tests: ['passed'] },
    ];
    expect(countResults(aReport(2, 0, files), 1)).toEqual({ passed: 2, failed: 2 });
  });

  test('has a failure when the runner failed for a reason that no test shows', () => {
    expect(countResults(aReport(5, 0), 1)).toEqual({ passed: 5, failed: 1 });
  });

  test.each([
    ['there is no report', undefined],
    ['the report is empty', ''],
    ['the report is cut off', aReport(5, 0).slice(0, -4)],
    ['the report is something else', '[]'],
    ['the numbers are not numbers', aReport(5, 0).replace('5', '"5"')],
  ])('has a failure when %s, even if the runner ended well', (_name, text) => {
    expect(countResults(text, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

test('a run of nothing is not a success', () => {
  expect(isSuccess(countResults(aReport(0, 0), 0))).toBe(false);
  expect(isSuccess(countResults(aReport(1, 0), 0))).toBe(true);
  expect(isSuccess(countResults(aReport(1, 1), 0))).toBe(false);
});
