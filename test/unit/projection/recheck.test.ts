import { describe, expect, test } from 'vitest';

import { openIndexDatabase } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import type { Checks } from '../../../main/signature/checks.ts';
import { fingerprintOf, NO_CHECKS } from '../../../main/signature/checks.ts';
import { makeKeyRing } from '../../../main/signature/key-ring.ts';
import { signJwt } from '../../../main/signature/sign-jwt.ts';
import { anArrival } from '../../support/arrivals.ts';
import { closing, openRecord } from '../../support/databases.ts';
import { anAccount, aSecret } from '../../support/key-ring-accounts.ts';

const SIGNER = { secret: 'the right secret', apiKey: 'a1b2c3d4', applicationId: 'app' };
const BODY = Buffer.from('{}');

const checksWith = (secret: string, fields: Partial<Checks> = {}): Checks => ({
  ...NO_CHECKS,
  keyRing: makeKeyRing([anAccount({ secrets: [aSecret(secret)] })]),
  ...fields,
});
const signed = () =>
  anArrival({ rawHeaders: ['Authorization', `Bearer ${signJwt(BODY, SIGNER, 1_736_933_400)}`], body: BODY });

function projection(count: number, checks: Checks = NO_CHECKS) {
  const record = openRecord(':memory:');
  const index = closing(openIndexDatabase(':memory:'));
  record.append(...Array.from({ length: count }, signed));
  const projector = new Projector(record.db, index, checks);
  while (!projector.step().idle);
  const verdicts = (): Record<string, number> =>
    Object.fromEntries(
      index.prepare<[], [string, number]>('SELECT verdict, count(*) FROM webhooks GROUP BY verdict').raw().all(),
    );
  return { record, index, projector, verdicts };
}

describe('other secrets', () => {
  test('check the history again, newest first, and tell how far they are', () => {
    const { projector, index, verdicts } = projection(300);
    projector.use(checksWith(SIGNER.secret));
    expect(projector.progress.recheck).toEqual({ checked: 0, of: 300 });
    projector.step();
    expect(verdicts()).toEqual({ 'no-secret': 172, verified: 128 });
    expect(index.prepare('SELECT min(id) FROM webhooks WHERE verdict = ?').pluck().get('verified')).toBe(173);
    expect(projector.progress.recheck).toEqual({ checked: 128, of: 300 });
    while (!projector.step().idle);
    expect(verdicts()).toEqual({ verified: 300 });
    expect(projector.progress.recheck).toBeUndefined();
  });

  test('leave new webhooks first', () => {
    const { projector, record, verdicts } = projection(200);
    projector.use(checksWith(SIGNER.secret));
    record.append(signed(), signed());
    expect(projector.step().upTo).toBe(202);
    expect(verdicts()).toEqual({ 'no-secret': 200, verified: 2 });
  });

  test('go on where they were after a restart, and the same ones do nothing', () => {
    const { projector, record, index, verdicts } = projection(300);
    const checks = checksWith(SIGNER.secret);
    projector.use(checks);
    projector.step();
    const again = new Projector(record.db, index, checks);
    expect(again.progress.recheck).toEqual({ checked: 128, of: 300 });
    while (!again.step().idle);
    expect(verdicts()).toEqual({ verified: 300 });
    expect(new Projector(record.db, index, checksWith(SIGNER.secret)).progress.recheck).toBeUndefined();
  });

  test('leave the history as it is where some can’t be opened, until all can', () => {
    const { projector, record, index, verdicts } = projection(3, checksWith(SIGNER.secret));
    expect(verdicts()).toEqual({ verified: 3 });
    projector.use({ ...NO_CHECKS, isComplete: false });
    record.append(signed());
    while (!projector.step().idle);
    expect(verdicts()).toEqual({ verified: 3, 'no-secret': 1 });
    const again = new Projector(record.db, index, checksWith(SIGNER.secret));
    while (!again.step().idle);
    expect(verdicts()).toEqual({ verified: 4 });
  });

  test('say that lists have to be read again only where verdicts changed', () => {
    const { projector } = projection(10);
    projector.use(checksWith(SIGNER.secret));
    expect(projector.step().reread).toBe(true);
    projector.use(checksWith(SIGNER.secret, { settings: { ageLimitS: 10, rejectOld: false } }));
    expect(projector.step()).toMatchObject({ reread: false, idle: false });
  });
});

describe('the fingerprint', () => {
  const base = fingerprintOf(checksWith('one'));
  test.each([
    ['another secret', checksWith('two')],
    ['another limit', checksWith('one', { settings: { ageLimitS: 1, rejectOld: false } })],
    ['another setting', checksWith('one', { settings: { ageLimitS: 300, rejectOld: true } })],
    ['no accounts', NO_CHECKS],
    ['another key', { ...NO_CHECKS, keyRing: makeKeyRing([anAccount({ apiKey: 'zz', secrets: [aSecret('one')] })]) }],
  ])('differs for %s', (_name, checks) => expect(fingerprintOf(checks)).not.toBe(base));
  test('is the same for another label', () => {
    const renamed = makeKeyRing([anAccount({ label: 'Renamed', secrets: [aSecret('one', 'other label')] })]);
    expect(fingerprintOf({ ...NO_CHECKS, keyRing: renamed })).toBe(base);
  });
});
