/** Bounds of what a person can ask of rules. */
export const RULE_LIMITS = {
  rules: 50,
  headers: 50,
  bodyCharacters: 50_000,
  delayMs: 600_000,
  limit: 1_000_000,
} as const;

/** Those that say where an answer ends and what becomes of its connection: the receiver sets them. */
const OUR_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Why a rule can't set this header, as a sentence; null where it can. */
export function refuseHeader(name: string): string | null {
  return OUR_HEADERS.has(name.toLowerCase()) ? `${name} is set by the receiver, so a rule can’t set it.` : null;
}
