import { describe, expect, test } from 'vitest';

import { DEFAULT_NCCO, defaultAnswer } from '../../../main/receiver/default-answer.ts';
import { bodyOf, fixtures, targetOf } from '../../support/fixtures.ts';

const question = (target: string, body = '', method = 'POST') => ({
  method,
  target,
  rawHeaders: [],
  body: Buffer.from(body),
});
const CALL_FLOW = { status: 200, contentType: 'application/json', body: DEFAULT_NCCO, rule: null };
const NOTHING = { status: 200, contentType: null, body: '', rule: null };

describe('a call flow goes to', () => {
  test.each([
    ['an answer webhook', question('/webhooks/answer', '{"to":"1","from":"2","uuid":"u","conversation_uuid":"CON-1"}')],
    ['one by GET', question('/webhooks/answer?to=1&from=2&uuid=u&conversation_uuid=CON-1', '', 'GET')],
    ['one on another path', question('/mine?to=1&from=2&uuid=u&conversation_uuid=CON-1', '', 'GET')],
    [
      'one with its body on another path',
      question('/mine', '{"to":"1","from":"2","uuid":"u","conversation_uuid":"CON-1"}'),
    ],
    ['what nobody knows on the path of answers', question('/webhooks/answer', '{"new":"shape"}')],
    ['what nobody knows on the path of fallbacks', question('/webhooks/fallback', 'not json')],
  ])('%s', (_name, asked) => {
    expect(defaultAnswer(asked, 200)).toEqual(CALL_FLOW);
    expect(defaultAnswer(asked, 204)).toEqual(CALL_FLOW);
  });

  test.each(fixtures.filter(({ api, kind }) => api === 'voice' && ['answer', 'fallback'].includes(kind)))(
    'the sample $name, on its path and on any other',
    (fixture) => {
      for (const path of [fixture.path, '/some/other/path']) {
        const { method, headers } = fixture;
        const asked = {
          method,
          target: targetOf(fixture, path),
          rawHeaders: Object.entries(headers).flat(),
          body: bodyOf(fixture),
        };
        expect(defaultAnswer(asked, 204)).toEqual(CALL_FLOW);
      }
    },
  );
});

describe('nothing goes to', () => {
  test.each(fixtures.filter(({ api, kind }) => !(api === 'voice' && ['answer', 'fallback'].includes(kind))))(
    'the sample $name',
    (fixture) => {
      const { method, headers } = fixture;
      const asked = {
        method,
        target: targetOf(fixture),
        rawHeaders: Object.entries(headers).flat(),
        body: bodyOf(fixture),
      };
      expect(defaultAnswer(asked, 200)).toEqual(NOTHING);
      expect(defaultAnswer(asked, 204)).toEqual({ ...NOTHING, status: 204 });
    },
  );

  test.each([
    [
      'a status on the path of answers',
      question('/webhooks/answer', '{"message_uuid":"m","channel":"sms","status":"read"}'),
    ],
    ['an unknown webhook on another path', question('/mine', '{"a":1}')],
    ['an unknown webhook that speaks of a call', question('/mine', '{"a":"conversation_uuid"}')],
    ['a path that only begins like that of answers', question('/webhooks/answer/more', '{"a":1}')],
  ])('%s', (_name, asked) => expect(defaultAnswer(asked, 200)).toEqual(NOTHING));
});

test('the call flow is one that Vonage accepts: a list of actions that is not empty', () => {
  expect(JSON.parse(DEFAULT_NCCO)).toEqual([{ action: 'talk', text: expect.stringMatching(/\w/) }]);
});
