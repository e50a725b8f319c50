import { CircleQuestionMark, ClipboardPaste, type LucideIcon, Rows3, Rows4 } from 'lucide-react';

import { useChangeSettings, useSettings } from '../bridge/use-settings.ts';
import { DENSITIES, THEMES } from '../shell/appearance.ts';
import { useKeyHelp } from '../shell/key-help.tsx';
import { usePasteBox } from '../signature/paste-store.ts';
import type { Command } from './command.ts';

const ROWS = { comfortable: Rows3, compact: Rows4 };

/** How the window looks, but for how it looks now; and its two helpers. */
export function useWindowCommands(): readonly Command[] {
  const settings = useSettings();
  const change = useChangeSettings();
  const looks =
    settings === undefined
      ? []
      : [
          ...THEMES.filter(({ value }) => value !== settings.theme).map(({ value: theme, label, icon }) =>
            toLook(`theme:${theme}`, `${label} theme`, 'mode colours', icon, () => change({ theme })),
          ),
          ...DENSITIES.filter(({ value }) => value !== settings.density).map(({ value: density, label }) =>
            toLook(`density:${density}`, `${label} rows`, 'density height size', ROWS[density], () =>
              change({ density }),
            ),
          ),
        ];
  return [
    {
      id: 'window:paste',
      group: 'Window',
      label: 'Check a pasted webhook…',
      words: 'signature doctor verify curl',
      keys: 'V',
      icon: ClipboardPaste,
      run: () => usePasteBox.getState().open(),
    },
    {
      id: 'window:keys',
      group: 'Window',
      label: 'Show all keys',
      words: 'help shortcuts keyboard hotkeys ?',
      keys: '?',
      icon: CircleQuestionMark,
      run: () => useKeyHelp.getState().open(),
    },
    ...looks,
  ];
}

function toLook(id: string, label: string, words: string, icon: LucideIcon, run: () => void): Command {
  return { id, group: 'Window', label, words: `appearance ${words}`, icon, run };
}
