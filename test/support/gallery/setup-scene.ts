import type { FakeBridge } from '../fake-bridge.ts';
import { aCheck } from '../fake-setup.ts';

const URL = 'https://vonage-dev-machine.ngrok-free.app';

/** The doctor with everything in order, or with a bad day. */
export function playSetup(bridge: FakeBridge, isBad: boolean): void {
  const { setup } = bridge;
  const now = Date.now();
  bridge.change({ tunnelUsage: { month: '2026-11', probes: 880, webhooks: 324 } });
  setup.report = {
    checks: [
      aCheck({ name: 'receiver', sentence: 'It listens on 127.0.0.1, port 4747.' }),
      aCheck({ name: 'storing', sentence: 'Each webhook is on disk before Vonage gets its 200.' }),
      aCheck({ name: 'tunnel', sentence: `A probe came back through ${URL} in 48 ms.`, at: now - 12_000 }),
      aCheck({
        name: 'usage',
        sentence:
          'This app has counted 1,204 requests through ngrok this month, 880 of them probes. The free plan has 20,000.',
      }),
      aCheck({ name: 'account', sentence: 'Production (a1b2c3d4) has its API key and API secret.' }),
      aCheck({ name: 'application', sentence: '“Order updates” has the Messages capability, version v1.' }),
      aCheck({ name: 'addresses', sentence: 'Inbound messages, Message statuses lead here.' }),
      aCheck({ name: 'method', sentence: 'Inbound messages, Message statuses are called with POST.' }),
      aCheck({ name: 'sms', sentence: 'None is set for the account. Only the SMS API needs them.' }),
      aCheck({ name: 'signed', sentence: 'All of the newest 40 webhooks came with a signature.' }),
      aCheck({ name: 'secret', sentence: 'The newest signed webhooks are verified.' }),
      aCheck({ name: 'last', sentence: 'It came through the public address.', at: now - 190_000 }),
      aCheck({
        name: 'source',
        sentence: 'The last webhook came from 216.147.3.9, in 216.147.0.0/18, which Vonage has published.',
        at: now - 190_000,
      }),
    ],
    vonage: { canAsk: true, isAsking: false, askedAt: now - 12_000 },
  };
  if (!isBad) return;
  setup.change(
    aCheck({
      name: 'receiver',
      state: 'warn',
      sentence:
        'Port 4747 was taken by another program, so it listens on port 4748. What sends to port 4747, such as a tunnel of your own, does not reach it.',
    }),
    aCheck({
      name: 'tunnel',
      state: 'fail',
      sentence:
        'It does not work at the moment, and is tried again. ngrok can’t be reached. Check the network: connections to connect.ngrok-agent.com, port 443, must be allowed.',
    }),
    aCheck({
      name: 'addresses',
      state: 'fail',
      sentence:
        'Somebody else has changed this while it was switched: Inbound messages: https://colleague.example.com/inbound.',
      fix: { does: 'decide', id: 1 },
    }),
    aCheck({
      name: 'method',
      state: 'fail',
      sentence:
        'Message statuses: GET. Messages webhooks need POST; set it in the Vonage dashboard, under Applications, Edit, Capabilities.',
    }),
    aCheck({
      name: 'sms',
      state: 'warn',
      sentence: 'Not here: Inbound SMS: https://shop.example.com/sms/in.',
      fix: { does: 'open-switch', label: 'Point them here', holder: 'account-sms' },
    }),
    aCheck({ name: 'application', state: 'checking', sentence: 'Vonage is being asked.' }),
    aCheck({
      name: 'secret',
      state: 'warn',
      sentence:
        'There is no signature secret for 12ab34cd, so webhooks that this key has signed can’t be verified. It is in the Vonage dashboard, under API Settings.',
      fix: { does: 'open-settings', label: 'Open Accounts' },
    }),
    aCheck({
      name: 'source',
      state: 'warn',
      sentence:
        'The last webhook came from 203.0.113.7, which is in no range of Vonage’s that this app knows. It may be a request of your own; whether it is Vonage’s is told by its signature.',
      at: now - 190_000,
    }),
  );
}
