/** Whether two endpoints are one: sources write numbers with and without `+`, names in any case. */
export function isSameEndpoint(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && toNumber(one) === toNumber(other);
}

function toNumber(endpoint: string): string {
  return endpoint.replace(/^\+/, '').toLowerCase();
}
