import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { changeApplication, differencesBesides, readApplication } from '../../../main/vonage/application-text.ts';

const INBOUND = 'messages.inbound_url';
const text = (capabilities: string): string =>
  `{"id": "x", "name":"Mine","big": 12345678901234567890 , "ratio":1.0,\n "capabilities": ${capabilities}, "odd":"\\u00e9\\/", "_links": {"self": {}}}`;
const WITH_BOTH =
  '{"voice": {"webhooks": {"answer_url": {"address": "https://a", "http_method": "GET"}}}, "messages": {"version": "v1", "webhooks": {"inbound_url": {"address": "https://old", "http_method": "POST", "more": [1, 2]}}}}';

describe('reading', () => {
  test('finds slots that are there, and those that could be', () => {
    const { slots, capabilities } = readApplication(text(WITH_BOTH));
    expect(capabilities).toEqual(['voice', 'messages']);
    expect(slots).toEqual([
      { name: INBOUND, address: 'https://old', present: true, method: 'POST' },
      { name: 'messages.status_url', address: null, present: false, method: null },
      { name: 'voice.answer_url', address: 'https://a', present: true, method: 'GET' },
      { name: 'voice.event_url', address: null, present: false, method: null },
      { name: 'voice.fallback_answer_url', address: null, present: false, method: null },
    ]);
  });

  test.each([
    ['an older form', '{"messages": {"webhooks": [{"endpoint_type": "inbound_url"}]}}', 0],
    ['an address that is no text', '{"messages": {"webhooks": {"inbound_url": {"address": 7}}}}', 1],
    ['a capability that is null', '{"messages": null}', 0],
    ['no capability', '{}', 0],
    ['capabilities that are null', 'null', 0],
    ['capabilities that are a list', '[]', 0],
  ])('leaves alone %s', (_what, capabilities, count) => {
    expect(readApplication(text(capabilities)).slots).toHaveLength(count);
  });

  test.each(['', '[]', 'null', '{"name": "no id"}', '{"id": "x"}', '<html>'])(
    'refuses what is no application: %s',
    (bad) => {
      expect(() => readApplication(bad)).toThrow('can’t be understood');
    },
  );
});

describe('changing', () => {
  test('replaces one address and takes out what is read-only; every other character stays', () => {
    const changed = changeApplication(text(WITH_BOTH), [{ name: INBOUND, address: 'https://new/"x', present: true }]);
    const expected = text(WITH_BOTH)
      .replace('"id": "x", ', '')
      .replace(', "_links": {"self": {}}', '')
      .replace('"https://old"', String.raw`"https://new/\"x"`);
    expect(changed).toBe(expected);
  });

  test('adds a slot where there is none, and taking it out again gives the text from before', () => {
    const added = changeApplication(text(WITH_BOTH), [
      { name: 'voice.event_url', address: 'https://new', present: true },
    ]);
    expect(JSON.parse(added)).toMatchObject({
      capabilities: { voice: { webhooks: { event_url: { address: 'https://new', http_method: 'POST' } } } },
    });
    const removed = changeApplication(`{"id": "x", ${added.slice(1)}`, [
      { name: 'voice.event_url', address: null, present: false },
    ]);
    expect(removed).toBe(changeApplication(text(WITH_BOTH), []));
  });

  test.each(['{}', '{ "version": "v1" }', '{"version":"v1","webhooks":{}}', '{"version":"v1","webhooks":{"x":1}}'])(
    'taken out again, nothing is left in a capability that was %s',
    (messages) => {
      const before = text(`{"voice": {}, "messages": ${messages}, "rtc": {}}`);
      const { slots } = readApplication(before);
      const ours = slots.map(({ name }) => ({ name, address: 'https://new', present: true }));
      const added = `{"id": "x", ${changeApplication(before, ours).slice(1)}`;
      expect(changeApplication(added, slots)).toBe(changeApplication(before, []));
    },
  );

  test('leaves what somebody else has put beside a slot that is taken out', () => {
    const { slots } = readApplication(text('{"messages": {}}'));
    const filled = text('{"messages": {"webhooks": {"inbound_url": {"address": "https://ours"}, "theirs": {}}}}');
    expect(JSON.parse(changeApplication(filled, slots))).toMatchObject({
      capabilities: { messages: { webhooks: { theirs: {} } } },
    });
  });

  test('leaves an empty slot where one was', () => {
    const empty = text('{"messages": {"webhooks": {"inbound_url": {"http_method": "POST"}}}}');
    const set = changeApplication(empty, [{ name: INBOUND, address: 'https://new', present: true }]);
    expect(set).toContain('{"http_method": "POST","address": "https://new"}');
    const back = changeApplication(`{"id": "x", ${set.slice(1)}`, [{ name: INBOUND, address: null, present: true }]);
    expect(back).toBe(changeApplication(empty, []));
  });

  test('refuses a text in which a name stands twice on the way', () => {
    const twice = text(
      '{"messages": {"webhooks": {}}, "messages": {"webhooks": {"inbound_url": {"address": "https://old"}}}}',
    );
    expect(() => changeApplication(twice, [{ name: INBOUND, address: 'https://new', present: true }])).toThrow(
      expect.objectContaining({ code: 'vonage-not-understood', effect: 'not-done' }),
    );
  });

  test('keeps whatever else an application has', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (more, setting) => {
        const document = {
          ...more,
          id: 'x',
          name: 'n',
          capabilities: { messages: { setting, webhooks: { inbound_url: { address: 'https://old', setting } } } },
        };
        const before = JSON.stringify(document);
        const changed = changeApplication(before, [{ name: INBOUND, address: 'https://new', present: true }]);
        const wanted = structuredClone(document) as Partial<typeof document>;
        delete wanted.id;
        delete (wanted as Record<string, unknown>)['_links'];
        expect(JSON.stringify(JSON.parse(changed))).toBe(
          JSON.stringify(
            JSON.parse(JSON.stringify(wanted).replace('"address":"https://old"', '"address":"https://new"')),
          ),
        );
      }),
    );
  });
});

describe('comparing', () => {
  test('names what else is different, and neither these slots nor the order of names', () => {
    const before = text(
      '{"messages": {"webhooks": {"inbound_url": {"address": "https://old"}}}, "voice": {"signed_callbacks": true}}',
    );
    const later = text(
      '{"voice": {"signed_callbacks": false}, "messages": {"webhooks": {"inbound_url": {"address": "https://new"}}}, "rtc": {}}',
    );
    expect(differencesBesides(before, later, [INBOUND])).toEqual(['capabilities.voice.signed_callbacks']);
    expect(differencesBesides(before, later, [])).toContain('capabilities.messages.webhooks.inbound_url');
    expect(differencesBesides(before, before, [])).toEqual([]);
  });

  test('does not mind a slot that was added', () => {
    const later = text(
      '{"messages": {"webhooks": {"inbound_url": {"address": "https://new", "http_method": "POST"}}}}',
    );
    expect(differencesBesides(text('{"messages": {}}'), later, [INBOUND])).toEqual([]);
  });
});
