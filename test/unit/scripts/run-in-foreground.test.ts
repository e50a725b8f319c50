import { expect, test } from 'vitest';

import { exitCode } from '../../../scripts/support/run-in-foreground.ts';

test('the exit code is the command’s own, or tells the signal that ended it', () => {
  expect(exitCode(3, null)).toBe(3);
  expect(exitCode(null, 'SIGTERM')).toBe(143);
  expect(exitCode(null, 'SIGINT')).toBe(130);
});
