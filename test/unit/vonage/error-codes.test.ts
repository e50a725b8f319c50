import { describe, expect, test } from 'vitest';

import { explainErrorCode } from '../../../shared/vonage/error-codes.ts';

const MESSAGES = `1000 1010 1020 1021 1022 1030 1040 1050 1060 1070 1080 1090 1100 1120 1130 1140 1150 1160 1170 1180 1190
  1200 1210 1220 1230 1240 1241 1250 1251 1260 1270 1280 1282 1290 1300 1310 1320 1330 1331 1340 1350 1360 1370 1380 1381
  1382 1400 1410 1420 1430 1440 1450 1451 1460 1461 1470 1472 1473 1480 1481 1482 1483 1484`;
const RECEIPTS = '0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 50 51 52 53 54 99';
const INSIGHT = '0 1 3 4 5 9 19 43 44 45 999';

describe.each([
  ['messages-v1', MESSAGES],
  ['messages-v0.1', MESSAGES],
  ['dispatch', MESSAGES],
  ['sms', RECEIPTS],
  ['number-insight', INSIGHT],
])('of %s', (api, codes) => {
  test.each(codes.split(/\s+/))('%s has a meaning and something to do', (code) => {
    const explanation = explainErrorCode(api, code);
    expect(explanation?.meaning).toMatch(/^[A-Z].*[^.]$/);
    expect(explanation?.advice).toMatch(/^[A-Z].*\.$/);
  });
});

test.each([
  ['messages-v1', '1'],
  ['messages-v1', 'constructor'],
  ['sms', '1170'],
  ['voice', '1170'],
  ['constructor', '0'],
])('%s %s is explained by nothing', (api, code) => {
  expect(explainErrorCode(api, code)).toBeNull();
});
