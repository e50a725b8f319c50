import { CircleQuestionMark, ClipboardPaste, Monitor, Moon, Rows3, Rows4, Sun } from 'lucide-react';

import { useChangeSettings, useSettings } from '../bridge/use-settings.ts';
import { useKeyHelp } from '../shell/key-help.tsx';
import { usePasteBox } from '../signature/paste-store.ts';
import type { Command } from './command.ts';

const THEMES = [
  { theme: 'system', label: 'System theme', icon: Monitor },
  { theme: 'light', label: 'Light theme', icon: Sun },
  { theme: 'dark', label: 'Dark theme', icon: Moon },
] as const;

const DENSITIES = [
  { density: 'comfortable', label: 'Comfortable rows', icon: Rows3 },
  { density: 'compact', label: 'Compact rows', icon: Rows4 },
] as const;

/** How the window looks, but for how it looks now; and its two helpers. */
export function useWindowCommands(): readonly Command[] {
  const settings = useSettings();
  const change = useChangeSettings();
  const themes = THEMES.filter(({ theme }) => theme !== settings?.theme).map(({ theme, label, icon }) => ({
    id: `theme:${theme}`,
    group: 'Window' as const,
    label,
    words: 'appearance mode colours',
    icon,
    run: () => change({ theme }),
  }));
  const densities = DENSITIES.filter(({ density }) => density !== settings?.density).map(
    ({ density, label, icon }) => ({
      id: `density:${density}`,
      group: 'Window' as const,
      label,
      words: 'appearance density height size',
      icon,
      run: () => change({ density }),
    }),
  );
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
    ...(settings === undefined ? [] : [...themes, ...densities]),
  ];
}
