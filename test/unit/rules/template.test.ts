import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TemplateValues } from '../../../shared/rules/template.ts';
import { checkTemplate, fillTemplate } from '../../../shared/rules/template.ts';

const values: TemplateValues = {
  names: { from: '447700900001', to: null, kind: 'inbound-message', now: '2025-01-15T09:30:00.000Z' },
  payload: {
    text: 'a "b"\n\\ c',
    count: 3,
    yes: true,
    nothing: null,
    context: { parts: [{ id: 'first' }, { id: 'second' }] },
    'odd name': 'odd',
    'q"': 'quoted',
    '{{from}}': 'not filled again',
  },
};

describe('in JSON', () => {
  test.each([
    ['{"a":"{{from}}"}', '{"a":"447700900001"}'],
    ['{"a":{{from}}}', '{"a":"447700900001"}'],
    ['{"a":"{{ payload.text }}"}', String.raw`{"a":"a \"b\"\n\\ c"}`],
    ['{"a":{{payload.count}},"b":"{{payload.count}}"}', '{"a":3,"b":"3"}'],
    ['[{{payload.yes}},{{payload.nothing}},"{{payload.nothing}}"]', '[true,null,""]'],
    ['[{{to}},"{{to}}",{{payload.gone}},"{{payload.gone}}"]', '[null,"",null,""]'],
    ['[{{payload.context.parts[1].id}}]', '["second"]'],
    ['[{{payload.context.parts}}]', '[[{"id":"first"},{"id":"second"}]]'],
    ['["{{payload.context.parts}}"]', String.raw`["[{\"id\":\"first\"},{\"id\":\"second\"}]"]`],
    ['[{{payload["odd name"]}},{{payload["q\\""]}}]', '["odd","quoted"]'],
    [String.raw`["\"{{from}}\""]`, String.raw`["\"447700900001\""]`],
    ['[{{payload["{{from}}"]}}]', '[null"]}}]'],
    ['  "{{kind}}"', '  "inbound-message"'],
  ])('%s becomes %s', (template, filled) => expect(fillTemplate(template, values)).toBe(filled));
});

describe('in any other text', () => {
  test.each([
    ['', ''],
    ['Hello {{from}}, {{payload.text}}', 'Hello 447700900001, a "b"\n\\ c'],
    ['{{payload.context.parts[0]}}', '{"id":"first"}'],
    ['<a>{{to}}{{nobody}}{{payload.gone.deeper}}</a>', '<a></a>'],
    ['{{', '{{'],
    ['a }} b {{from', 'a }} b {{from'],
    ['{{}}{{ }}{{from.length}}{{payload.}}{{payload..text}}{{payload[x]}}', ''],
    ['{{payload.constructor.name}}{{payload.__proto__}}{{payload.text.length}}{{constructor}}', ''],
  ])('%s becomes %s', (template, filled) => expect(fillTemplate(template, values)).toBe(filled));
});

test('a webhook without parameters leaves all of its payload empty', () => {
  expect(fillTemplate('{{payload}}{{payload.a}}', { names: {}, payload: null })).toBe('');
});

test('values that would make the answer too long are left out', () => {
  const long = { names: { from: 'x'.repeat(600_000) }, payload: null };
  expect(fillTemplate('{{from}}|{{from}}|{{from}}', long)).toHaveLength(600_002);
});

test('a payload that is too deep to be written is null', () => {
  let deep: unknown = [];
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(fillTemplate('[{{payload}}]', { names: {}, payload: deep })).toBe('[null]');
});

const anyPayload = fc.dictionary(fc.string(), fc.jsonValue());

test('a template that is JSON stays JSON whatever the payload holds', () => {
  fc.assert(
    fc.property(anyPayload, fc.string(), (payload, from) => {
      const filled = fillTemplate('{"a":"{{payload}}","b":{{payload}},"c":"x{{from}}y","d":{{payload.a}}}', {
        names: { from },
        payload,
      });
      const { c } = JSON.parse(filled) as { c: string };
      expect(c).toBe(`x${from}y`);
    }),
  );
});

test('no template throws, and none without placeholders changes', () => {
  const pieces = fc.array(
    fc.constantFrom('{{', '}}', '{', '"', '\\', 'payload', '.a', '[0]', '["', '"]', 'from', ' ', '\u{1f600}', '\ud800'),
  );
  fc.assert(
    fc.property(pieces, anyPayload, (parts, payload) => {
      const template = parts.join('');
      const filled = fillTemplate(template, { names: {}, payload });
      expect(checkTemplate(template, null)).toBeInstanceOf(Array);
      if (!template.includes('{{')) expect(filled).toBe(template);
    }),
  );
});

const said = (template: string, against: TemplateValues | null): [string, string][] =>
  checkTemplate(template, against).map(({ start, end, message }) => [template.slice(start, end), message]);

describe('findings', () => {
  test('name what is no value of a webhook, at its place', () => {
    expect(said('{"a":"{{form}}","b":"{{from}}"}', null)).toEqual([
      ['{{form}}', expect.stringContaining('{{form}} is no value of a webhook, so it will be empty.')],
    ]);
  });

  test('name what the webhook at hand does not have', () => {
    expect(said('{{from}}{{to}}{{payload.text}}{{payload.gone}}', values)).toEqual([
      ['{{to}}', 'The webhook that is selected has no to, so it would be empty.'],
      ['{{payload.gone}}', 'The webhook that is selected has no payload.gone, so it would be empty.'],
    ]);
  });

  test('name what is not closed', () => {
    expect(said('{{from}} {{to', null)).toEqual([['{{', 'This {{ is not closed, so it is sent as it is.']]);
  });
});
