import { createContext, useContext, useState, useSyncExternalStore, type ReactNode } from 'react';

import type { LatestDelivery } from '../../shared/contract/deliveries.ts';
import { call } from '../bridge/client.ts';
import { useSubscription } from '../bridge/use-subscription.ts';
import { RowCache } from '../webhooks/row-cache.ts';

export interface AppAnswer extends LatestDelivery {
  /** Of the webhook. */
  readonly id: number;
}

export const toAppAnswer = (delivery: LatestDelivery): AppAnswer => ({ ...delivery, id: delivery.webhookId });

const AppAnswersContext = createContext<RowCache<AppAnswer> | null>(null);

/** Keeps what the app answered last to the webhooks around what is on screen. */
export function AppAnswersProvider({ children }: { readonly children: ReactNode }) {
  const [answers] = useState(
    () => new RowCache<AppAnswer>(async (ids) => (await call('deliveries:latest', { webhooks: ids })).map(toAppAnswer)),
  );
  useSubscription('deliveries:changed', () => answers.expire());
  return <AppAnswersContext value={answers}>{children}</AppAnswersContext>;
}

export function useAppAnswersCache(): RowCache<AppAnswer> {
  const answers = useContext(AppAnswersContext);
  if (!answers) throw new Error('useAppAnswersCache is used outside of AppAnswersProvider');
  return answers;
}

/** Renders again whenever one of them has come or changed. */
export function useAppAnswers(): RowCache<AppAnswer> {
  const answers = useAppAnswersCache();
  useSyncExternalStore(answers.subscribe, answers.getRevision);
  return answers;
}
