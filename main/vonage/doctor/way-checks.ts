import type { Check } from '../../../shared/contract/setup.ts';
import { formatAmount, formatCount } from '../../../shared/format.ts';
import { FREE_PLAN_REQUESTS } from '../../../shared/tunnel-plan.ts';
import type { SetupFacts } from './facts.ts';
import { aCheck } from './make-check.ts';
import { firstPublicAddress, vonageRangeOf } from './source-address.ts';

/** From here on the person is told that the month's requests come to an end. */
const MUCH_OF_PLAN = 0.8;

export function checkReceiver({ receiver }: SetupFacts): Check {
  switch (receiver.state) {
    case 'listening':
      return receiver.wantedPort === null
        ? aCheck('receiver', 'pass', `It listens on 127.0.0.1, port ${receiver.port}.`)
        : aCheck(
            'receiver',
            'warn',
            `Port ${receiver.wantedPort} was taken by another program, so it listens on port ${receiver.port}. ` +
              `What sends to port ${receiver.wantedPort}, such as a tunnel of your own, does not reach it.`,
          );
    case 'stopped':
      return aCheck('receiver', 'fail', 'It is stopped, so nothing is captured. Start the app again.');
    case 'failed':
      return aCheck('receiver', 'fail', receiver.message);
  }
}

export function checkStoring({ storingProblem }: SetupFacts): Check {
  return storingProblem === null
    ? aCheck('storing', 'pass', 'Each webhook is on disk before Vonage gets its 200.')
    : aCheck('storing', 'fail', storingProblem);
}

export function checkTunnel({ tunnel: { state, url, latencyMs, problem }, proof }: SetupFacts): Check {
  const why = problem === null ? '' : ` ${problem.message}`;
  switch (state) {
    case 'offline':
      return aCheck('tunnel', 'fail', `Vonage can’t reach this computer: no public address leads here.${why}`, {
        fix: { does: 'go-online' },
      });
    case 'connecting':
      return problem === null
        ? aCheck('tunnel', 'checking', 'It is being opened, or the first probe is on its way.')
        : aCheck('tunnel', 'fail', `It is not reachable yet, and is tried again.${why}`);
    case 'reconnecting':
      return aCheck('tunnel', 'fail', `It does not work at the moment, and is tried again.${why}`);
    case 'online': {
      const what = proof?.by === 'webhook' ? 'A webhook came' : 'A probe came back';
      const took = latencyMs === null || proof?.by === 'webhook' ? '' : ` in ${latencyMs} ms`;
      return aCheck('tunnel', 'pass', `${what} through ${url ?? 'it'}${took}.`, { at: proof?.at ?? null });
    }
  }
}

/** Null where ngrok has no part in it. */
export function checkUsage({ tunnel, usage: { probes, webhooks } }: SetupFacts): Check | null {
  if (tunnel.kind !== 'ngrok') return null;
  const used = probes + webhooks;
  const counted =
    `This app has counted ${formatAmount(used, 'request')} through ngrok this month, ${formatCount(probes)} of them ` +
    `probes. The free plan has ${formatCount(FREE_PLAN_REQUESTS)}`;
  return used < FREE_PLAN_REQUESTS * MUCH_OF_PLAN
    ? aCheck('usage', 'pass', `${counted}.`)
    : aCheck('usage', 'warn', `${counted}; beyond them ngrok refuses. Go offline while you need no webhooks.`);
}

export function checkLast({ received: { last } }: SetupFacts): Check {
  if (last === null) {
    return aCheck(
      'last',
      'unknown',
      'None has come yet. Send a message to your number, or a sample, which shows that this app works.',
      { fix: { does: 'send-sample' } },
    );
  }
  return last.isPublic
    ? aCheck('last', 'pass', 'It came through the public address.', { at: last.at })
    : aCheck('last', 'warn', 'It came from this computer. None of the newest came through the public address.', {
        at: last.at,
      });
}

export function checkSource({ received: { lastPublic } }: SetupFacts): Check {
  if (lastPublic === null) {
    return aCheck('source', 'unknown', 'No webhook has come through the public address yet.');
  }
  const { at, forwardedFor } = lastPublic;
  const address = forwardedFor === null ? null : firstPublicAddress(forwardedFor);
  if (address === null) {
    return aCheck('source', 'unknown', 'The last webhook does not tell the address that it came from.', { at });
  }
  const found = vonageRangeOf(address);
  if (found === null) {
    return aCheck(
      'source',
      'warn',
      `The last webhook came from ${address}, which is in no range of Vonage’s that this app knows. It may be a request ` +
        'of your own; whether it is Vonage’s is told by its signature.',
      { at },
    );
  }
  const sure = found.isConfirmed
    ? 'which Vonage has published'
    : 'which is said to be Vonage’s; Vonage has not published it';
  return aCheck('source', 'pass', `The last webhook came from ${address}, in ${found.range}, ${sure}.`, { at });
}
