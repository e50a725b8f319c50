import { MAIN_ADDRESSES, OTHER_ADDRESSES } from './addresses.ts';

/** How Vonage's pages call the address with this path, such as `Status URL`. */
export function findAddress(path: string | undefined): string | undefined {
  const all = [...MAIN_ADDRESSES, ...OTHER_ADDRESSES.flatMap(({ addresses }) => [...addresses])];
  return all.find((address) => address.path === path)?.label;
}
