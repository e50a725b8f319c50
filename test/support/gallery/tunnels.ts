import type { TunnelState } from '../../../shared/contract.ts';

const online: TunnelState = {
  state: 'online',
  kind: 'ngrok',
  url: 'https://vonage-dev-machine.ngrok-free.app',
  previousUrl: null,
  problem: null,
  latencyMs: 48,
};

/** Tunnels in the states that look different, with the app's own words. */
export const TUNNELS: Readonly<Record<string, TunnelState>> = {
  online,
  reconnecting: {
    ...online,
    state: 'reconnecting',
    previousUrl: 'https://another-one.ngrok-free.app',
    latencyMs: null,
    problem: {
      code: 'ngrok-unreachable',
      message:
        'ngrok can’t be reached. Check the network: connections to connect.ngrok-agent.com, port 443, must be allowed; a network that allows only a proxy does not work.',
    },
  },
  refused: {
    ...online,
    state: 'offline',
    url: null,
    latencyMs: null,
    problem: {
      code: 'ERR_NGROK_105',
      message:
        'ngrok does not accept the authtoken. It is incomplete, revoked or of another account. Copy it again from dashboard.ngrok.com/get-started/your-authtoken and enter it under Settings, Online. (ERR_NGROK_105)',
    },
  },
};
