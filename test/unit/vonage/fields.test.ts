import { expect, test } from 'vitest';

import { explainField } from '../../../shared/vonage/fields.ts';
import type { Fixture } from '../../support/fixtures.ts';
import { fixtures } from '../../support/fixtures.ts';
import { payloadOf } from './understood.ts';

type Path = readonly (string | number)[];

/** What nobody describes: made up by the samples, given by the developer, or of a body without a schema. */
const UNDESCRIBED =
  /^(poll|payload|button\.payload|custom_data)\.|^poll$|^body\.(order|play_id|properties|timestamp|channel\.(legs|from|to)\.|channel\.legs$|quality\.)/;

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [
    ...(path.length === 0 || typeof path.at(-1) === 'number' ? [] : [path]),
    ...members.flatMap(([name, member]) => pathsOf(member, [...path, name])),
  ];
}

const nameOf = (path: Path): string => path.filter((step) => typeof step === 'string').join('.');

test.each(fixtures)('every field of $name is explained', (fixture: Fixture) => {
  const unexplained = pathsOf(payloadOf(fixture) ?? {})
    .filter((path) => !UNDESCRIBED.test(nameOf(path)) && explainField(fixture.api, fixture.kind, path) === null)
    .map(nameOf);
  expect(unexplained).toEqual([]);
});

test.each(fixtures)('the fields of $name are explained in sentences', (fixture: Fixture) => {
  for (const path of pathsOf(payloadOf(fixture) ?? {})) {
    expect(explainField(fixture.api, fixture.kind, path) ?? 'Nothing.').toMatch(/^[A-Z`].*\.$/);
  }
});

const inbound = (path: Path): string | null => explainField('messages-v1', 'inbound-message', path);

test('the same name means the sender or the recipient', () => {
  expect(explainField('sms', 'inbound-sms', ['msisdn'])).toMatch(/sender’s number/);
  expect(explainField('sms', 'delivery-receipt', ['msisdn'])).toMatch(/recipient’s number/);
  expect(explainField('sms', 'delivery-receipt', ['api-key'])).toBe(explainField('sms', 'inbound-sms', ['api-key']));
});

test('places in lists do not count', () => {
  expect(inbound(['contacts', 3, 'phones', 0, 'phone'])).toBe('A phone number, as the user’s phone writes it.');
  expect(inbound(['contacts', 3])).toBe(inbound(['contacts']));
});

test('a SIP header is explained whatever its name', () => {
  expect(explainField('voice', 'answer', ['SipHeader_X-Anything'])).toMatch(/SIP header/);
});

test.each([
  ['messages-v1', 'inbound-message', ['constructor']],
  ['messages-v1', 'inbound-message', ['__proto__']],
  ['messages-v1', 'inbound-message', ['usage', 'tax']],
  ['messages-v1', 'inbound-message', []],
  ['sms', 'inbound-sms', ['SipHeader_X']],
  ['unknown', 'unknown', ['text']],
  ['constructor', 'name', ['text']],
])('%s/%s %j is explained by nothing', (api, kind, path) => {
  expect(explainField(api, kind, path)).toBeNull();
});
