import { ALL_ADDRESSES } from './addresses.ts';

/** How Vonage's pages call the address with this path, such as `Status URL`. */
export function findAddress(path: string | undefined): string | undefined {
  return ALL_ADDRESSES.flatMap(({ addresses }) => [...addresses]).find((address) => address.path === path)?.label;
}
