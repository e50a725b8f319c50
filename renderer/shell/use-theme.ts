import { useEffect } from 'react';

import type { Settings } from '../../shared/contract.ts';
import { useSettings } from '../bridge/use-settings.ts';

const REMEMBERED = 'appearance';

/** The theme of last time, before the settings are here, so that a dark window never starts with a white flash. */
export function applyRememberedTheme(): void {
  const [theme = 'system', density = 'comfortable'] = (localStorage.getItem(REMEMBERED) ?? '').split(' ');
  apply(theme, density);
}

/** Puts theme and density on <html>, where the tokens read them. */
export function useTheme(): void {
  const settings = useSettings();
  useEffect(() => {
    if (settings) remember(settings);
  }, [settings]);
}

function remember({ theme, density }: Settings): void {
  apply(theme, density);
  localStorage.setItem(REMEMBERED, `${theme} ${density}`);
}

function apply(theme: string, density: string): void {
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dataset['density'] = density;
}
