import { expect, test } from 'vitest';

import { statusOfBroken } from '../../../main/receiver/broken-request.ts';

test.each([
  ['HPE_HEADER_OVERFLOW', 431],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_INVALID_METHOD', 400],
  ['ECONNRESET', 400],
  [undefined, 400],
])('%s is answered with %i', (code, status) => expect(statusOfBroken(code)).toBe(status));
