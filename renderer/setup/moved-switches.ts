import type { AppState, OpenSwitch } from '../../shared/contract.ts';

/** What is switched to another public address than the one that is online now. */
export function movedSwitches({ switches, tunnel }: Pick<AppState, 'switches' | 'tunnel'>): readonly OpenSwitch[] {
  const { state, url } = tunnel;
  if (state !== 'online' || url === null) return [];
  return switches.filter(
    (open) =>
      (open.state === 'applied' || open.state === 'verified') &&
      open.slots.some(({ settled, ours }) => !settled && !ours.startsWith(`${url}/`)),
  );
}
