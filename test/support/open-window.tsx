import { render, screen } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import { vi } from 'vitest';

import { App } from '../../renderer/app.tsx';
import { useFilter } from '../../renderer/filter/filter-store.ts';
import { useMessageColumns } from '../../renderer/messages/message-list.tsx';
import { useMessageStore } from '../../renderer/messages/message-store.ts';
import { useNoteStore } from '../../renderer/notes/note-store.ts';
import { usePalette } from '../../renderer/palette/palette-store.ts';
import { useKeyHelp } from '../../renderer/shell/key-help.tsx';
import { usePlace } from '../../renderer/shell/place-store.ts';
import { useCards } from '../../renderer/ui/card.tsx';
import { useColumnStore } from '../../renderer/webhooks/column-store.ts';
import { useSelection } from '../../renderer/webhooks/selection-store.ts';
import { useReplayStore } from '../../renderer/deliveries/replay-store.ts';
import { useSort } from '../../renderer/webhooks/sort-store.ts';
import { usePayloadStore } from '../../renderer/payload/payload-store.ts';
import { useRuleStore } from '../../renderer/rules/rule-store.ts';
import { useAccountEditor } from '../../renderer/settings/accounts/account-editor.ts';
import { useSimulateStore } from '../../renderer/simulate/simulate-store.ts';
import { usePasteBox } from '../../renderer/signature/paste-store.ts';
import { useTunnelQuestion } from '../../renderer/tunnel/tunnel-question.ts';
import type { FakeBridge } from './fake-bridge.ts';

const kept = [
  usePlace,
  useSelection,
  useColumnStore,
  useSort,
  useMessageStore,
  useMessageColumns,
  useCards,
  usePayloadStore,
  useReplayStore,
  usePalette,
];
const resets = [
  ...kept,
  useNoteStore,
  useFilter,
  useKeyHelp,
  useAccountEditor,
  usePasteBox,
  useSimulateStore,
  useRuleStore,
  useTunnelQuestion,
].map(toReset);

/** The whole window over a fake core, as at its first start. */
export async function openWindow(bridge: FakeBridge): Promise<{ readonly user: UserEvent }> {
  for (const reset of resets) reset();
  return showWindow(bridge);
}

/** The window of the next start: only what was put into the browser's storage is left. */
export async function restartWindow(bridge: FakeBridge): Promise<{ readonly user: UserEvent }> {
  const saved = Object.keys(localStorage).map((name) => [name, localStorage.getItem(name) ?? ''] as const);
  for (const reset of resets) reset();
  for (const [name, value] of saved) localStorage.setItem(name, value);
  for (const store of kept) await store.persist.rehydrate();
  return showWindow(bridge);
}

async function showWindow(bridge: FakeBridge): Promise<{ readonly user: UserEvent }> {
  vi.stubGlobal('inspector', bridge);
  const user = userEvent.setup();
  render(<App />);
  await screen.findByRole('navigation', { name: 'Pages' });
  return { user };
}

/** Rows that are rendered, the header not counted. */
export const shownRows = (): HTMLElement[] =>
  screen.getAllByRole('row').filter((row) => row.dataset['id'] !== undefined);

export const idOf = (row: HTMLElement | undefined): number => Number(row?.dataset['id']);

function toReset(store: {
  readonly getInitialState: () => unknown;
  readonly setState: (state: never, replace: true) => void;
}): () => void {
  return () => store.setState(store.getInitialState() as never, true);
}
