import { useMutation } from '@tanstack/react-query';

import { call } from '../bridge/client.ts';

/** What keeps the data healthy. How far it is, the app's state tells. */
export function useUpkeep() {
  return {
    compact: useMutation({ mutationFn: () => call('keep:compact', undefined) }),
    cancelCompact: useMutation({ mutationFn: () => call('keep:cancel-compact', undefined) }),
    check: useMutation({ mutationFn: () => call('keep:check', undefined) }),
    rebuildIndex: useMutation({ mutationFn: () => call('keep:rebuild', undefined) }),
  };
}
