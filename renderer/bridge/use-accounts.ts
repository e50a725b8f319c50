import { useQuery, useQueryClient } from '@tanstack/react-query';

import type { Account, Channel, Input, Output } from '../../shared/contract.ts';
import { AppError } from '../../shared/reply.ts';
import { call } from './client.ts';

const ACCOUNTS = ['accounts'];
const VAULT = ['vault'];
/** Explanations of signatures, which depend on the accounts. */
export const EXPLANATIONS = ['signature'];

type ChangingChannel = Extract<
  Channel,
  'accounts:save' | 'accounts:remove' | 'secrets:set' | 'secrets:clear' | 'vault:choose'
>;

/** Opening secrets may wait for a keyring that asks for its password; until then main says that it is starting. */
const whileStarting = {
  retry: (_count: number, error: Error) => error instanceof AppError && error.code === 'starting',
  retryDelay: 500,
};

interface AccountsAnswer {
  /** Undefined until the first answer. */
  readonly accounts: readonly Account[] | undefined;
  readonly problem: Error | null;
}

export function useAccounts(): AccountsAnswer {
  const { data, error } = useQuery({
    queryKey: ACCOUNTS,
    queryFn: () => call('accounts:list', undefined),
    ...whileStarting,
  });
  return { accounts: data?.accounts, problem: error };
}

/** Where secrets are kept; undefined until the first answer. */
export function useVault(): Output<'vault:state'> | undefined {
  return useQuery({ queryKey: VAULT, queryFn: () => call('vault:state', undefined), ...whileStarting }).data;
}

/**
 * Asks main for a change, and is done once what depends on it has been read anew. Not a mutation of TanStack Query, which would keep the
 * text of a secret in its cache.
 */
export function useChangeAccounts(): <C extends ChangingChannel>(channel: C, input: Input<C>) => Promise<Output<C>> {
  const queries = useQueryClient();
  return async (channel, input) => {
    try {
      return await call(channel, input);
    } finally {
      void queries.invalidateQueries({ queryKey: EXPLANATIONS });
      await Promise.all([ACCOUNTS, VAULT].map((queryKey) => queries.invalidateQueries({ queryKey })));
    }
  };
}
