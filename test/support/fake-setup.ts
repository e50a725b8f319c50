import type { Check, SetupReport } from '../../shared/contract/setup.ts';

/** As it is at the first start: nothing is set up. */
const FIRST_START: readonly Check[] = [
  aCheck({ name: 'receiver', sentence: 'It listens on 127.0.0.1, port 4747.' }),
  aCheck({ name: 'storing', sentence: 'Each webhook is on disk before Vonage gets its 200.' }),
  aCheck({
    name: 'tunnel',
    state: 'fail',
    sentence: 'Vonage can’t reach this computer: no public address leads here.',
    fix: { does: 'go-online' },
  }),
  aCheck({
    name: 'account',
    state: 'warn',
    sentence: 'None has an API key. Webhooks arrive without one, but Vonage can’t be asked.',
    fix: { does: 'open-settings', label: 'Add an account' },
  }),
  ...(['application', 'addresses', 'method', 'sms'] as const).map((name) =>
    aCheck({
      name,
      state: 'unknown',
      sentence: 'Not known before Vonage can be asked: see Account.',
    }),
  ),
  aCheck({
    name: 'signed',
    state: 'unknown',
    sentence:
      'Vonage signs Messages webhooks unless it was asked not to, which can’t be read from it. The first one that comes tells.',
  }),
  aCheck({
    name: 'secret',
    state: 'unknown',
    sentence: 'No signed webhook has come through the public address yet.',
  }),
  aCheck({
    name: 'last',
    state: 'unknown',
    sentence: 'None has come yet. Send a message to your number, or a sample, which shows that this app works.',
    fix: { does: 'send-sample' },
  }),
  aCheck({ name: 'source', state: 'unknown', sentence: 'No webhook has come through the public address yet.' }),
];

/** What the doctor says, as main would; `asked` is what it says once Vonage was asked. */
export class FakeSetup {
  report: SetupReport = { checks: FIRST_START, vonage: { canAsk: false, isAsking: false, askedAt: null } };
  asked: readonly Check[] = [];

  ask(): SetupReport {
    this.report = {
      checks: this.report.checks.map((check) => this.asked.find(({ name }) => name === check.name) ?? check),
      vonage: { canAsk: true, isAsking: false, askedAt: Date.now() },
    };
    return this.report;
  }

  /** Puts these in the place of those with the same name. */
  change(...checks: readonly Check[]): void {
    this.report = {
      ...this.report,
      checks: this.report.checks.map((check) => checks.find(({ name }) => name === check.name) ?? check),
    };
  }
}

export function aCheck(fields: Partial<Check> & Pick<Check, 'name' | 'sentence'>): Check {
  return { state: 'pass', at: null, fix: null, ...fields };
}
