import type { EventName, EventPayload, Settings } from '../../shared/contract.ts';
import type { Core } from '../core.ts';
import type { Progress } from '../projection/projector.ts';

/** One frame of a window at 60 Hz: pushing more often would be work that nobody sees. */
const FRAME_MS = 16;
const STATE_MS = 250;
const DELIVERIES_MS = 100;
const NEWEST_RUNS = 20;
const SIMULATION_MS = 50;

export type Push = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

/** Tells a window what has changed: counts, never rows, and at most once a frame. */
export function publish(core: Core, push: Push): { close(): void } {
  let latest: Progress | null = null;
  let reread = false;
  let changedFrom: number | null = null;
  let frame: NodeJS.Timeout | undefined;
  let state: NodeJS.Timeout | undefined;
  let targets: NodeJS.Timeout | undefined;
  let deliveries: NodeJS.Timeout | undefined;
  let simulation: NodeJS.Timeout | undefined;
  let rules: NodeJS.Timeout | undefined;

  const flush = (): void => {
    frame = undefined;
    if (latest === null) return;
    push('webhooks:changed', { upTo: latest.upTo, stored: latest.stored, reread, changedFrom });
    latest = null;
    reread = false;
    changedFrom = null;
    frame = setTimeout(flush, FRAME_MS);
  };
  const onProgress = (progress: Progress): void => {
    latest = progress;
    reread ||= progress.reread;
    if (progress.changedFrom !== null) changedFrom = Math.min(changedFrom ?? Infinity, progress.changedFrom);
    // The first of a burst goes at once; what follows shares frames.
    if (frame === undefined) flush();
  };
  const onState = (): void => {
    state ??= setTimeout(() => {
      state = undefined;
      push('app:changed', core.state());
    }, STATE_MS);
  };
  const onTargets = (): void => {
    targets ??= setTimeout(() => {
      targets = undefined;
      push('targets:changed', core.deliveries.targets());
    }, DELIVERIES_MS);
  };
  const onDeliveries = (): void => {
    deliveries ??= setTimeout(() => {
      deliveries = undefined;
      push('deliveries:changed', {
        newest: core.deliveries.newest,
        runs: core.deliveries.replays.list().slice(0, NEWEST_RUNS),
      });
      // What waits and is under way has changed as well.
      onTargets();
    }, DELIVERIES_MS);
  };
  const onRules = (): void => {
    rules ??= setTimeout(() => {
      rules = undefined;
      push('rules:changed', core.rules.list());
    }, DELIVERIES_MS);
  };
  const onSettings = (settings: Settings): void => push('settings:changed', settings);

  core.events.on('progress', onProgress);
  core.events.on('progress', onState);
  core.events.on('state', onState);
  const onSimulation = (): void => {
    simulation ??= setTimeout(() => {
      simulation = undefined;
      push('simulation:changed', core.simulations.current);
    }, SIMULATION_MS);
  };

  core.events.on('settings', onSettings);
  core.events.on('targets', onTargets);
  core.events.on('deliveries', onDeliveries);
  core.events.on('simulation', onSimulation);
  core.events.on('rules', onRules);
  return {
    close() {
      clearTimeout(frame);
      clearTimeout(state);
      clearTimeout(targets);
      clearTimeout(deliveries);
      clearTimeout(simulation);
      clearTimeout(rules);
      core.events.off('progress', onProgress);
      core.events.off('progress', onState);
      core.events.off('state', onState);
      core.events.off('settings', onSettings);
      core.events.off('targets', onTargets);
      core.events.off('deliveries', onDeliveries);
      core.events.off('simulation', onSimulation);
      core.events.off('rules', onRules);
    },
  };
}
