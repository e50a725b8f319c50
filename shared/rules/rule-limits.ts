/** Bounds of what a person can ask of rules. */
export const RULE_LIMITS = {
  rules: 50,
  headers: 50,
  bodyCharacters: 50_000,
  delayMs: 600_000,
  limit: 1_000_000,
} as const;
