import { z } from 'zod';

export interface TestCount {
  passed: number;
  failed: number;
}

const report = z.object({
  numPassedTests: z.number().int().nonnegative(),
  numFailedTests: z.number().int().nonnegative(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

/**
 * Counts from the runner's own JSON report.
 *
 * A file that failed without a failed test (it did not load, or a hook broke) counts as one failure, and so does a
 * runner that says it failed and can name nothing, or left no report: a broken run must never read as a good one.
 */
export function countResults(reportText: string | undefined, runnerCode: number): TestCount {
  const counted = reportText === undefined ? undefined : parse(reportText);
  if (counted === undefined) return { passed: 0, failed: 1 };
  return counted.failed === 0 && runnerCode !== 0 ? { ...counted, failed: 1 } : counted;
}

/** Nothing run is not a success. */
export function isSuccess(count: TestCount): boolean {
  return count.failed === 0 && count.passed > 0;
}

function parse(reportText: string): TestCount | undefined {
  const parsed = report.safeParse(toJson(reportText));
  if (!parsed.success) return undefined;
  const { numPassedTests, numFailedTests, testResults } = parsed.data;
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A runner that was killed leaves half a report, which is none.
  }
}
