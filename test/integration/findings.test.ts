import { expect, test } from 'vitest';

import { createLog } from '../../main/domain/log.ts';
import { createHandlers } from '../../main/ipc/handlers.ts';
import { answer } from '../../main/ipc/router.ts';
import { requests } from '../../shared/contract.ts';
import { startCore } from '../support/core.ts';
import { send } from '../support/http.ts';
import { inbound, status } from '../support/webhooks.ts';

test('what stands out in a payload is counted in the list and told in the detail', async () => {
  const { core, url, indexed } = await startCore();
  const odd = {
    from: undefined,
    to: 447700900001,
    status: 'vanished',
    usage: { currency: 'EUR', price: '0.03', discount: '0.01' },
  };
  await send(url, status());
  await send(url, status(odd));
  await send(url, inbound({ new_field: true }));
  await send(url, { ...inbound(), body: Buffer.from('{\n"message_uuid":"m",\n"to"') });
  await indexed(4);

  const rows = await core.reader.call('rows', [1, 2, 3, 4]);
  expect(rows.map(({ kind, findings }) => [kind, findings])).toEqual([
    ['message-status', 0],
    ['message-status', 4],
    ['inbound-message', 1],
    ['unknown', 1],
  ]);
  // A field that is only new is no problem.
  const problems = await core.reader.call('ids', { view: 'problems', filter: '', after: 0 });
  expect(Array.from(problems.ids)).toEqual([2, 4]);

  const handlers = createHandlers(core);
  const log = createLog(() => undefined);
  const detailOf = async (id: number) => {
    const reply = await answer(handlers, log, 'webhook:get', { id });
    return requests['webhook:get'].output.parse(reply.ok ? reply.value : null);
  };
  expect((await detailOf(1))?.findings).toEqual([]);
  expect((await detailOf(2))?.findings).toEqual([
    { what: 'retyped', path: ['to'], words: 'is a number; text is documented', place: null },
    { what: 'missing', path: ['from'], words: 'is missing', place: null },
    { what: 'value', path: ['status'], words: expect.stringMatching(/^is “vanished”, which is none of/), place: null },
    {
      what: 'unexpected',
      path: ['usage', 'discount'],
      words: 'is not a documented field of this webhook',
      place: null,
    },
  ]);
  expect((await detailOf(4))?.findings).toEqual([
    {
      what: 'broken',
      path: [],
      words: 'Not valid JSON: a colon is missing at line 3, column 5.',
      place: { offset: 26, line: 3, column: 5 },
    },
  ]);
});
