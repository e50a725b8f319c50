import { VERIFY_CHANNELS } from '../schemas/verify.ts';
import type { Simulation } from '../simulation.ts';
import { byStatus, toIso } from '../simulation.ts';
import { verifyEventStatuses, verifySummaryStatuses } from '../statuses/verify.ts';

export const verifyEventSimulation: Simulation = {
  // Only a device that authenticates silently has something to open (9.2).
  variants: VERIFY_CHANNELS.flatMap((channel) =>
    byStatus(verifyEventStatuses.keys(), channel).filter(
      ({ status }) => status !== 'action_pending' || channel === 'silent_auth',
    ),
  ),
  payload: ({ channel, status }, { at, id }) => ({
    channel,
    status,
    ...(status === 'action_pending'
      ? { action: { type: 'check', check_url: `https://example.com/silent-auth/${id('request_id')}` } }
      : { finalized_at: toIso(at) }),
  }),
};

/** The one channel that was tried ended as the request did. */
export const verifySummarySimulation: Simulation = {
  variants: byStatus(verifySummaryStatuses.keys()),
  payload: ({ status }, { at }) => ({
    status,
    workflow: [{ channel: 'sms', initiated_at: toIso(at), status }],
    price: '0.10000000',
  }),
};
