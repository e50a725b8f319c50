import { CircleQuestionMark, Command, Monitor, Moon, Sun, Webhook } from 'lucide-react';

import { useChangeSettings, useSettings } from '../bridge/use-settings.ts';
import { TargetButton } from '../deliveries/target-button.tsx';
import { FilterBar } from '../filter/filter-bar.tsx';
import { usePalette } from '../palette/palette-store.ts';
import { TunnelButton } from '../tunnel/tunnel-button.tsx';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuChoices, MenuLine } from '../ui/menu.tsx';
import { AddressBar } from './address-bar.tsx';
import { useKeyHelp } from './key-help.tsx';
import { usePlace } from './place-store.ts';
import { MessageSearch } from '../messages/message-search.tsx';
import styles from './top-bar.module.css';

export function TopBar() {
  const openHelp = useKeyHelp((help) => help.open);
  const openPalette = usePalette((palette) => palette.open);
  const page = usePlace((place) => place.page);
  return (
    <header className={styles['bar']}>
      <span data-window-mark className={styles['mark']} title="Webhook Inspector for Vonage">
        <Webhook size={15} strokeWidth={2.2} aria-hidden />
      </span>
      <AddressBar />
      <TunnelButton isInBar />
      <TargetButton />
      <span className={styles['space']} />
      {page === 'messages' ? <MessageSearch /> : <FilterBar />}
      <div className={styles['buttons']}>
        <IconButton icon={Command} label="All commands" keys="Ctrl+K" onClick={openPalette} />
        <AppearanceMenu />
        <IconButton icon={CircleQuestionMark} label="Keys" keys="?" onClick={openHelp} />
      </div>
    </header>
  );
}

const THEMES = [
  { value: 'system', label: 'System', icon: <Monitor size={14} aria-hidden /> },
  { value: 'light', label: 'Light', icon: <Sun size={14} aria-hidden /> },
  { value: 'dark', label: 'Dark', icon: <Moon size={14} aria-hidden /> },
] as const;

const DENSITIES = [
  { value: 'comfortable', label: 'Comfortable', icon: null },
  { value: 'compact', label: 'Compact', icon: null },
] as const;

function AppearanceMenu() {
  const settings = useSettings();
  const change = useChangeSettings();
  if (!settings) return null;
  const icons = { system: Monitor, light: Sun, dark: Moon };
  return (
    <Menu trigger={<IconButton icon={icons[settings.theme]} label="Appearance" />}>
      <MenuChoices label="Theme" value={settings.theme} choices={THEMES} onChange={(theme) => change({ theme })} />
      <MenuLine />
      <MenuChoices
        label="Rows"
        value={settings.density}
        choices={DENSITIES}
        onChange={(density) => change({ density })}
      />
    </Menu>
  );
}
