import { expect, test } from 'vitest';

import { CATALOGUE } from '../../main/simulate/catalogue.ts';
import { makeGiven } from '../../main/simulate/given.ts';
import { makePayload } from '../../main/simulate/make-payload.ts';
import { findKind, KINDS } from '../../shared/vonage/kinds.ts';
import { explainStatus } from '../../shared/vonage/statuses.ts';
import { startCore } from '../support/core.ts';
import { anAccount, aSecret } from '../support/key-ring-accounts.ts';

const account = anAccount({ secrets: [aSecret('a-signature-secret')], smsMethod: 'sha256' });
/** Every entry in each of its encodings. */
const all = CATALOGUE.flatMap((entry) => entry.encodings.map((encoding) => ({ ...entry, encoding })));

test('every kind but the unknown one is in the catalogue', () => {
  const known = KINDS.filter(({ kind }) => kind !== 'unknown').map(({ api, kind }) => `${api}/${kind}`);
  expect([...new Set(CATALOGUE.map(({ api, kind }) => `${api}/${kind}`))].toSorted()).toEqual(known.toSorted());
  expect(CATALOGUE.length).toBeGreaterThan(300);
});

test('all of the catalogue, sent to a receiver that verifies, is what it says and leaves nothing to say', async () => {
  const running = await startCore({ accounts: [account] });
  running.core.changeSettings({ answer401ToFailed: true });
  const send = running.core.simulator.sender({ by: 'first' }, null);
  const answers: number[] = [];
  for (const entry of all) {
    const definition = findKind(entry.api, entry.kind);
    const { status } = await send(makePayload(definition, entry, makeGiven(definition)), entry);
    answers.push(status);
  }
  expect(new Set(answers)).toEqual(new Set([200]));
  await running.indexed(all.length);

  const rows = await running.core.reader.call(
    'rows',
    all.map((_, index) => index + 1),
  );
  const told = rows.map((row) => ({
    api: row.api,
    kind: row.kind,
    channel: row.channel,
    status: row.status?.toLowerCase() ?? null,
    isExplained: row.status === null || explainStatus(row) !== null,
    verdict: row.verdict,
    findings: row.findings,
    misroutedTo: row.misroutedTo,
    via: row.via,
  }));
  expect(told).toEqual(
    all.map(({ api, kind, channel, status, signing }) => ({
      api,
      kind,
      channel,
      status: status?.toLowerCase() ?? null,
      isExplained: true,
      verdict: signing === 'none' ? 'unsigned' : 'verified',
      findings: 0,
      misroutedTo: null,
      via: 'simulator',
    })),
  );
});
