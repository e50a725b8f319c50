import { useQuery, useQueryClient } from '@tanstack/react-query';

import type { Channel, Input, Output } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { notify } from '../ui/toasts.tsx';

const PREVIEW = ['switch', 'preview'];

/** The account's own addresses, in the place of an application's id. */
export const ACCOUNT_HOLDER = 'account-sms';

export interface Asked<T> {
  readonly data: T | undefined;
  readonly problem: Error | null;
  readonly isAsking: boolean;
  readonly again: () => void;
}

/** Asks Vonage, each time the person comes here: what it said an hour ago may be another's past. */
export function useApplications(apiKey: string): Asked<Output<'switch:applications'>['applications']> {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['switch', 'applications', apiKey],
    queryFn: () => call('switch:applications', { apiKey }),
    retry: false,
    gcTime: 0,
  });
  return { data: data?.applications, problem: error, isAsking: isFetching, again: () => void refetch() };
}

export function useSwitchPreview(input: Input<'switch:preview'> | null): Asked<Output<'switch:preview'>> {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [...PREVIEW, input],
    queryFn: () => (input === null ? Promise.reject(new Error('nothing is chosen')) : call('switch:preview', input)),
    enabled: input !== null,
    retry: false,
    gcTime: 0,
  });
  return { data, problem: error, isAsking: isFetching, again: () => void refetch() };
}

type ChangingChannel = Extract<
  Channel,
  'switch:apply' | 'switch:restore' | 'switch:resolve' | 'switch:forget' | 'switch:look'
>;

/** Asks for a change, tells what was refused, and has the addresses read anew. True where it was done. */
export function useChangeSwitch(): <C extends ChangingChannel>(channel: C, input: Input<C>) => Promise<boolean> {
  const queries = useQueryClient();
  return async (channel, input) => {
    try {
      await call(channel, input);
      return true;
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error);
      notify({ title: 'Not done', description, tone: 'bad' });
      return false;
    } finally {
      await queries.invalidateQueries({ queryKey: PREVIEW });
    }
  };
}
