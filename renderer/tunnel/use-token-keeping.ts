import { useQuery } from '@tanstack/react-query';

import { call } from '../bridge/client.ts';

const WORDS = {
  system: 'Asked once, kept in the keychain of this computer, never shown again.',
  session: 'Kept until the app quits, because this system offers no keychain. Never shown again.',
  file: 'Asked once, kept in a file that only you can read, never shown again.',
};

/** What becomes of an authtoken that is entered here; empty until that is known. */
export function useTokenKeeping(): string {
  const vault = useQuery({ queryKey: ['vault'], queryFn: () => call('vault:state', undefined) }).data;
  return vault === undefined ? '' : WORDS[vault.chosen];
}
