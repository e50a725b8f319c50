import { createContext, useContext, useState, useSyncExternalStore, type ReactNode } from 'react';

import type { LatestDelivery } from '../../shared/contract/deliveries.ts';
import { call } from '../bridge/client.ts';
import { useSubscription } from '../bridge/use-subscription.ts';
import { RowCache } from '../webhooks/row-cache.ts';

export interface AppAnswer extends LatestDelivery {
  /** Of the webhook. */
  readonly id: number;
}

const AppAnswersContext = createContext<RowCache<AppAnswer> | null>(null);

/** Keeps what the app answered last to the webhooks around what is on screen. */
export function AppAnswersProvider({ children }: { readonly children: ReactNode }) {
  const [answers] = useState(
    () =>
      new RowCache<AppAnswer>(async (ids) => {
        const latest = await call('deliveries:latest', { webhooks: ids });
        return latest.map((delivery) => ({ ...delivery, id: delivery.webhookId }));
      }),
  );
  useSubscription('deliveries:changed', () => answers.expire());
  return <AppAnswersContext value={answers}>{children}</AppAnswersContext>;
}

/** Renders again whenever one of them has come or changed. */
export function useAppAnswers(): RowCache<AppAnswer> {
  const answers = useContext(AppAnswersContext);
  if (!answers) throw new Error('useAppAnswers is used outside of AppAnswersProvider');
  useSyncExternalStore(answers.subscribe, answers.getRevision);
  return answers;
}
