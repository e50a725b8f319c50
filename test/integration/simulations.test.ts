import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import type { Simulation } from '../../shared/contract/simulate.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { send } from '../support/http.ts';
import { inbound } from '../support/webhooks.ts';

const USUAL = { from: null, to: null, text: null, errorCode: null };
const status = { api: 'messages-v1', kind: 'message-status', channel: 'whatsapp', content: null, status: 'rejected' };
const toReceiver = { signWith: { by: 'first' }, to: null } as const;

async function ended({ core }: TestCore): Promise<Simulation> {
  while (core.simulations.current.isRunning) await once(core.events, 'simulation');
  return core.simulations.current;
}

test('a draft is sent as often as wanted, each time another message', async () => {
  const running = await startCore();
  const { simulations, reader } = running.core;
  const { draft, uses } =
    simulations.draft({ ...status, fields: { ...USUAL, to: '447700900123', errorCode: '1320' } }) ?? {};
  if (draft === undefined) throw new Error('no draft');
  expect(uses).toEqual(['from', 'to', 'errorCode']);
  simulations.send({ ...toReceiver, draft: { ...draft, text: draft.text.replace('1320', '1330') }, count: 3 });
  const simulation = await ended(running);
  expect(simulation).toMatchObject({ total: 3, sent: 3, failed: 0, seed: null });
  expect(simulation.log.map(({ number, answer, status: told }) => [number, answer, told])).toEqual([
    [1, 200, 'rejected'],
    [2, 200, 'rejected'],
    [3, 200, 'rejected'],
  ]);
  await running.indexed(3);
  const rows = await reader.call('rows', [1, 2, 3]);
  expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(3);
  expect(rows).toMatchObject(
    rows.map(() => ({ to: '447700900123', via: 'simulator', findings: 0, duplicateOf: null })),
  );
});

test('a captured webhook becomes a draft with the same text', async () => {
  const running = await startCore();
  const text = '{ "message_uuid": "aaaaaaaa-0000-4000-8000-000000000001",\n  "big": 12345678901234567890 }';
  await send(running.url, { ...inbound(), body: text });
  await send(running.url, {
    method: 'GET',
    target: '/webhooks/inbound-sms?messageId=1&msisdn=2&sig=x&nonce=n&timestamp=3',
  });
  const draftOf = running.core.simulations.draftOf.bind(running.core.simulations);
  await running.indexed(2);
  const [first, second] = await Promise.all([1, 2].map((id) => running.core.reader.call('detail', id)));
  const toRequest = (detail: typeof first) => ({
    method: detail?.row.method ?? '',
    target: detail?.target ?? '',
    rawHeaders: detail?.headers.flat() ?? [],
    body: detail?.body ?? new Uint8Array(),
  });
  expect(draftOf(toRequest(first))).toEqual({
    path: '/webhooks/inbound-message',
    encoding: 'json',
    signing: 'jwt',
    text,
  });
  expect(draftOf(toRequest(second))).toEqual({
    path: '/webhooks/inbound-sms',
    encoding: 'get',
    signing: 'sms',
    text: JSON.stringify({ messageId: '1', msisdn: '2' }, null, 2),
  });
});

test('what is no JSON is sent as it is, but not as a form', async () => {
  const running = await startCore();
  const { simulations } = running.core;
  const draft = { path: '/mine', encoding: 'json', signing: 'jwt', text: '{"a":' } as const;
  simulations.send({ ...toReceiver, draft, count: 1 });
  expect(await ended(running)).toMatchObject({ sent: 1, failed: 0 });
  expect(() => simulations.send({ ...toReceiver, draft: { ...draft, encoding: 'form' }, count: 1 })).toThrow(
    'This is not a JSON object',
  );
});

test('one runs at a time, and can be stopped', async () => {
  const running = await startCore();
  const { simulations } = running.core;
  const text = 'steps:\n- send: voice/transfer\n- wait: 10m\n- send: voice/transfer';
  const scenario = { ...toReceiver, text, scramble: {}, isPaced: true };
  expect(simulations.run(scenario)).toMatchObject({ isRunning: true, total: 2 });
  expect(() => simulations.run(scenario)).toThrow('A simulation is running.');
  await running.indexed(1);
  simulations.stop();
  expect(await ended(running)).toMatchObject({ isRunning: false, total: 2, sent: 1 });
});

test('stopping does not wait for an app that never answers', async () => {
  const running = await startCore();
  const { simulations } = running.core;
  const silent = createServer(() => undefined);
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void silent.close());
  const asked = once(silent, 'request');
  const { port } = silent.address() as AddressInfo;
  const text = 'steps:\n- send: voice/transfer\n- send: voice/transfer';
  simulations.run({
    signWith: { by: 'first' },
    text,
    scramble: {},
    isPaced: false,
    to: { url: `http://127.0.0.1:${port}`, allowSelfSigned: false },
  });
  await asked;
  simulations.stop();
  expect(await ended(running)).toMatchObject({
    sent: 1,
    failed: 1,
    log: [{ problem: 'The delivery was cancelled. The target may have got the webhook.' }],
  });
});

test('an answer that is none is told, and an account without a secret is refused', async () => {
  const running = await startCore();
  const { simulations, receiver } = running.core;
  const text = 'steps:\n- send: voice/transfer';
  const scenario = { text, scramble: { 'bad-signature': 1 }, isPaced: false, signWith: { by: 'first' } } as const;
  await receiver.close();
  simulations.run({ ...scenario, to: null });
  const { failed, seed, log } = await ended(running);
  expect([failed, typeof seed]).toEqual([1, 'number']);
  expect(log).toMatchObject([
    {
      answer: null,
      note: 'bad signature',
      problem: expect.stringMatching(/^Connection refused: nothing listens on 127\.0\.0\.1:\d+\.$/),
    },
  ]);
  expect(() => simulations.run({ ...scenario, signWith: { by: 'account', apiKey: 'x' }, to: null })).toThrow(
    'That account has no secret',
  );
});
