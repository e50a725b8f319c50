import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';

import styles from './app.module.css';
import { useAppStateUpdates } from './bridge/use-app-state.ts';
import { useCountsUpdates } from './bridge/use-counts.ts';
import { useSettingsUpdates } from './bridge/use-settings.ts';
import { createQueryClient } from './bridge/query-client.ts';
import { AppAnswersProvider } from './deliveries/app-answers.tsx';
import { BulkDialog } from './deliveries/bulk-dialog.tsx';
import { DeliveriesPage } from './deliveries/deliveries-page.tsx';
import { EditDialog } from './deliveries/edit-dialog.tsx';
import { useDeliveriesUpdates } from './deliveries/use-deliveries.ts';
import { useTargetsUpdates } from './deliveries/use-targets.ts';
import { MessagesPage } from './messages-page.tsx';
import { Palette } from './palette/palette.tsx';
import { RulesPage } from './rules/rules-page.tsx';
import { useRulesUpdates } from './rules/use-rules.ts';
import { SettingsPage } from './settings/settings-page.tsx';
import { MoveDialog } from './setup/move-dialog.tsx';
import { SetupPage } from './setup/setup-page.tsx';
import { BottomBar } from './shell/bottom-bar.tsx';
import { KeyHelp } from './shell/key-help.tsx';
import { usePlace } from './shell/place-store.ts';
import { ProblemStrips } from './shell/problem-strips.tsx';
import { Rail } from './shell/rail.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { usePageKeys } from './shell/use-page-keys.ts';
import { useTheme } from './shell/use-theme.ts';
import { SimulatePage } from './simulate/simulate-page.tsx';
import { PasteDialog } from './signature/paste-dialog.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { MeaningPopup } from './ui/meaning.tsx';
import { ToastProvider } from './ui/toasts.tsx';
import { ListProvider } from './webhooks/list-context.tsx';
import { WebhooksPage } from './webhooks-page.tsx';

export function App() {
  const [queries] = useState(createQueryClient);
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <Tooltip.Provider delay={500}>
          <ToastProvider>
            <AppAnswersProvider>
              <ListProvider>
                <Window />
              </ListProvider>
            </AppAnswersProvider>
          </ToastProvider>
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  );
}

const PAGES = {
  webhooks: <WebhooksPage />,
  messages: <MessagesPage />,
  simulate: <SimulatePage />,
  deliveries: <DeliveriesPage />,
  setup: <SetupPage />,
  settings: <SettingsPage />,
  rules: <RulesPage />,
};

function Window() {
  useAppStateUpdates();
  useSettingsUpdates();
  useCountsUpdates();
  useTargetsUpdates();
  useDeliveriesUpdates();
  useRulesUpdates();
  useTheme();
  usePageKeys();
  const page = usePlace((place) => place.page);
  return (
    <div className={styles['window']}>
      <TopBar />
      <ProblemStrips />
      <div className={styles['middle']}>
        <Rail />
        <main className={styles['page']}>
          <ErrorBoundary key={page} what="This page">
            {PAGES[page]}
          </ErrorBoundary>
        </main>
      </div>
      <BottomBar />
      <KeyHelp />
      <Palette />
      <PasteDialog />
      <EditDialog />
      <BulkDialog />
      <MoveDialog />
      <MeaningPopup />
    </div>
  );
}
