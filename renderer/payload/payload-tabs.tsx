import { Tabs } from '@base-ui/react/tabs';

import styles from './payload-tabs.module.css';
import { PAYLOAD_TABS } from './payload-store.ts';

const LABELS = { tree: 'Tree', pretty: 'Pretty', raw: 'Raw', hex: 'Hex' };

export function PayloadTabs() {
  return (
    <Tabs.List className={styles['list']} aria-label="How to show the payload" activateOnFocus>
      {PAYLOAD_TABS.map((tab) => (
        <Tabs.Tab key={tab} value={tab} className={styles['tab']}>
          {LABELS[tab]}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}
