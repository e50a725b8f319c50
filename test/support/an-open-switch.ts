import type { OpenSwitch } from '../../shared/contract.ts';

/** An application whose inbound address leads to `base`, unless told otherwise. */
export const anOpenSwitch = (base: string, changes: Partial<OpenSwitch> = {}): OpenSwitch => ({
  id: 1,
  apiKey: 'a1b2c3d4',
  holder: '78d335fa-323d-0114-9c3d-d6f0d48968cf',
  name: 'Order updates',
  state: 'verified',
  problem: null,
  slots: [
    {
      name: 'messages.inbound_url',
      original: 'https://shop.example.com/in',
      ours: `${base}/webhooks/inbound-message`,
      settled: false,
      theirs: null,
    },
  ],
  ...changes,
});
