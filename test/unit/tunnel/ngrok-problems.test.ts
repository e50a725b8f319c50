import { describe, expect, test } from 'vitest';

import { redact } from '../../../main/domain/redact.ts';
import { explainNgrokError } from '../../../main/tunnel/ngrok-problems.ts';

const connectError = (code: number): string =>
  `failed to connect session: The authtoken 2abcTOKENxyz is no good. error_code: ERR_NGROK_${code}`;

describe('a code of ngrok', () => {
  test.each([
    [[105, 106, 107, 300, 4018], 'final', 'authtoken'],
    [[108, 348, 349], 'taken', 'agents online'],
    [[334], 'taken', 'already online'],
    [[123, 382], 'final', 'e-mail'],
    [[102, 103, 337, 338], 'final', 'suspended'],
    [[120, 121], 'final', 'Update the app'],
    [[320], 'final', 'another ngrok account'],
    [[319], 'final', 'Reserve it first'],
    [[313, 314, 315], 'final', 'paid ngrok plan'],
    [[326, 327, 328, 329, 347, 354, 355], 'final', 'spelling'],
    [[324, 350], 'final', 'plan allows'],
    [[351, 353], 'retry', 'too fast'],
    [[115, 116, 9040], 'final', 'network'],
    [[9009], 'final', 'proxy'],
  ])('%j is %s and says "%s"', (codes, fate, words) => {
    for (const code of codes) {
      const problem = explainNgrokError(connectError(code));
      expect(problem).toMatchObject({ code: `ERR_NGROK_${code}`, fate });
      expect(problem.message).toContain(words);
      expect(problem.message).toContain(`ERR_NGROK_${code}`);
      expect(problem.message).not.toContain('2abcTOKENxyz');
      // Without a window the log is where it is read.
      expect(redact(problem.message)).toBe(problem.message);
    }
  });

  test('that is new is named, with where to read about it', () => {
    expect(explainNgrokError(connectError(9999))).toEqual({
      code: 'ERR_NGROK_9999',
      message: 'ngrok refuses with ERR_NGROK_9999. What it means is at ngrok.com/docs/errors/err_ngrok_9999.',
      fate: 'retry',
    });
  });
});

test.each([
  ['failed to connect session: failed to establish tcp connection', 'ngrok-unreachable', 'retry'],
  ['failed to connect session: tls handshake error', 'ngrok-not-trusted', 'retry'],
  ['invalid server address: [::1]:1', 'bad-server-address', 'final'],
  ['failed to start listener: failed to deserialize rpc response', 'ngrok-cut', 'retry'],
  ['whatever comes in a later version, with token 2abcTOKENxyz', 'ngrok-failed', 'retry'],
])('%j is %s', (text, code, fate) => {
  const problem = explainNgrokError(text);
  expect(problem).toMatchObject({ code, fate });
  expect(problem.message).toMatch(/^[A-Zn].+\.$/);
  expect(problem.message).not.toContain('2abcTOKENxyz');
});
