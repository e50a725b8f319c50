import { CircleQuestionMark, Command, Monitor, Webhook } from 'lucide-react';

import { useChangeSettings, useSettings } from '../bridge/use-settings.ts';
import { TargetButton } from '../deliveries/target-button.tsx';
import { FilterBar } from '../filter/filter-bar.tsx';
import { usePalette } from '../palette/palette-store.ts';
import { TunnelButton } from '../tunnel/tunnel-button.tsx';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuChoices, MenuLine } from '../ui/menu.tsx';
import { AddressBar } from './address-bar.tsx';
import { DENSITIES, THEMES } from './appearance.ts';
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

const THEME_CHOICES = THEMES.map(({ icon: Icon, ...rest }) => ({ ...rest, icon: <Icon size={14} aria-hidden /> }));
const DENSITY_CHOICES = DENSITIES.map((density) => ({ ...density, icon: null }));

function AppearanceMenu() {
  const settings = useSettings();
  const change = useChangeSettings();
  if (!settings) return null;
  const { icon = Monitor } = THEMES.find(({ value }) => value === settings.theme) ?? {};
  return (
    <Menu trigger={<IconButton icon={icon} label="Appearance" />}>
      <MenuChoices
        label="Theme"
        value={settings.theme}
        choices={THEME_CHOICES}
        onChange={(theme) => change({ theme })}
      />
      <MenuLine />
      <MenuChoices
        label="Rows"
        value={settings.density}
        choices={DENSITY_CHOICES}
        onChange={(density) => change({ density })}
      />
    </Menu>
  );
}
