import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';

import { FakeBridge } from './fake-bridge.ts';
import { openWindow } from './open-window.tsx';

export interface OpenedSetup {
  readonly bridge: FakeBridge;
  readonly user: UserEvent;
}

/** The page Setup, once it has its checks. */
export async function openSetup(prepare: (bridge: FakeBridge) => void = () => {}): Promise<OpenedSetup> {
  const bridge = new FakeBridge(1);
  prepare(bridge);
  const { user } = await openWindow(bridge);
  await user.keyboard('{Control>}5{/Control}');
  await screen.findByRole('heading', { name: 'Setup' });
  await screen.findByRole('list', { name: 'Checks' });
  return { bridge, user };
}
