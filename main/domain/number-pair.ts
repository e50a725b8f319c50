const FNV_OFFSET = 0x81_1c_9d_c5;
const FNV_PRIME = 0x01_00_01_93;

/**
 * The same number for a message from one to the other and for the answer back, so that an index finds both. Different
 * pairs may share one: whoever looks up by it compares the numbers too. Null where one of the two is not known.
 */
export function pairOf(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const [one, other] = [toNumber(from), toNumber(to)];
  const pair = one < other ? `${one} ${other}` : `${other} ${one}`;
  let hash = FNV_OFFSET;
  for (let index = 0; index < pair.length; index += 1) hash = Math.imul(hash ^ pair.charCodeAt(index), FNV_PRIME);
  return hash >>> 0;
}

/** Whether two endpoints are one: sources write numbers with and without `+`, names in any case. */
export function isSameEndpoint(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && toNumber(one) === toNumber(other);
}

function toNumber(endpoint: string): string {
  return endpoint.replace(/^\+/, '').toLowerCase();
}
