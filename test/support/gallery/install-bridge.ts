import { FakeBridge } from '../fake-bridge.ts';
import { messageLives } from './message-lives.ts';
import { aSample } from '../samples.ts';
import { playDeliveries } from './delivery-scene.ts';
import { hostileSamples } from './hostile-samples.ts';
import { playRules } from './rule-scene.ts';
import { TUNNELS } from './tunnels.ts';

/**
 * Runs in the page before the window's own code. `?count=100000&rate=2000` fills the list and lets webhooks arrive;
 * `?hostile` adds the payloads that are hard to show, `?messages` messages with a life; `?accounts` two accounts,
 * `?accounts=none` no keychain; `?tunnel=online` has a tunnel in that state,
 * `?deliveries` has targets, deliveries and runs, `?upkeep` shows the data being repaired; `?switch` the address switch
 * on, `?switch=conflict` with somebody else's address, `?switch=off` ready (with `?accounts`);
 * `?rules` has rules, some of them faults; `?notes` some notes; `?slow` answers late, and reads few bodies at once.
 */
const wishes = new URLSearchParams(location.search);
const bridge = new FakeBridge(Number(wishes.get('count') ?? 0));
if (wishes.has('hostile')) for (const sample of hostileSamples()) bridge.receive(sample);
if (wishes.has('messages')) for (const sample of messageLives()) bridge.receive(sample);

if (wishes.has('slow')) Object.assign(bridge, { bodiesAtOnce: 30, delayMs: 300 });

const tunnel = TUNNELS[wishes.get('tunnel') ?? ''];
if (tunnel !== undefined) bridge.change({ tunnel });

if (wishes.has('upkeep')) {
  bridge.change({
    freeBytes: 48_234_496,
    compaction: { freedBytes: 12_582_912, leftBytes: 35_651_584 },
    rebuild: { done: 412_000, of: 1_000_000 },
    setAside: [
      { file: '/home/ada/.config/webhook-inspector/capture-damaged-2026-11-21T07-15-00.db', bytes: 904_118_272 },
    ],
    damage: {
      sentence: 'The record of webhooks (capture.db) is damaged. What can be read of it is safe.',
      isRecord: true,
    },
  });
}

void bridge.invoke('webhook:star', {
  ids: [7, 23, 52, 86, 113].map((gap) => bridge.newest - gap).filter((id) => id > 0),
  starred: true,
});

if (wishes.has('notes')) {
  const write = (gap: number, text: string) => void bridge.invoke('note:set', { id: bridge.newest - gap, text });
  write(0, 'Came twice after the deploy of 14:20. Ana looks at it, see ticket 4711.');
  write(3, 'Refund agreed.');
  write(9, `${'A long note. '.repeat(60)}\n\nIts last line.`);
}
if (bridge.newest > 0) {
  void bridge.invoke('filters:save', { name: 'WhatsApp failures', filter: 'channel:whatsapp status:rejected' });
  void bridge.invoke('filters:save', { name: 'A filter with quite a long name', filter: 'sig:unsigned after:-1h' });
}
if (wishes.has('accounts')) bridge.accounts.fill(wishes.get('accounts') === 'none');

if (wishes.has('deliveries')) playDeliveries(bridge);
if (wishes.has('rules')) playRules(bridge);
if (wishes.has('switch')) {
  bridge.accounts.setSecret({ account: 1, use: 'api', label: 'API secret', text: 'x' });
  const [app] = bridge.switches.applications;
  const apply = { apiKey: 'a1b2c3d4', base: 'https://vonage-dev-machine.ngrok-free.app' };
  if (app !== undefined && wishes.get('switch') !== 'off') {
    const chosen = bridge.switches.preview(app.id, apply.base).rows.filter(({ usual }) => usual);
    bridge.switches.apply({
      ...apply,
      holder: app.id,
      chosen: chosen.map(({ name, current }) => ({ name, seen: current })),
    });
  }
  if (wishes.get('switch') === 'conflict') {
    bridge.switches.set(
      bridge.switches.open.map((open) => ({
        ...open,
        state: 'conflict',
        slots: open.slots.map((slot, index) =>
          index === 0
            ? { ...slot, theirs: { address: 'https://colleague.example.com/inbound' } }
            : { ...slot, settled: true },
        ),
      })),
    );
  }
}

const rate = Number(wishes.get('rate') ?? 0);
if (rate > 0) setInterval(() => bridge.arrive(Math.max(1, Math.round(rate / 50))), Math.max(20, 1_000 / rate));

Object.assign(window, { inspector: bridge, fakeBridge: bridge, aSample });
