import { z } from 'zod';

import { FILTER_LIMITS } from '../filter/filter.ts';
import { refuseHeader, RULE_LIMITS } from '../rules/rule-limits.ts';
import { headerName, headerValue } from './deliveries.ts';

/** The part of the contract about rules. Values are for main only, as in `contract.ts`. */

const id = z.number().int().positive();

const ruleHeader = headerName.superRefine((name, context) => {
  const message = refuseHeader(name);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

export const ruleFields = z.object({
  name: z.string().trim().min(1).max(100),
  /** Which webhooks it is for, in the filter language; empty for all. */
  match: z.string().max(FILTER_LIMITS.characters),
  /** `reset`: the connection is reset after the answer. `close`: it is closed without one. */
  ending: z.enum(['answer', 'reset', 'close']),
  status: z.number().int().min(200).max(599),
  headers: z
    .array(z.tuple([ruleHeader, headerValue]))
    .max(RULE_LIMITS.headers)
    .readonly(),
  /** With `{{names}}` for values of the webhook. */
  body: z.string().max(RULE_LIMITS.bodyCharacters),
  /** How long the answer, or the end without one, is held back. */
  delayMs: z.number().int().min(0).max(RULE_LIMITS.delayMs),
  /** How many webhooks it answers before it switches itself off; null for no end. */
  limit: z.number().int().min(1).max(RULE_LIMITS.limit).nullable(),
  /** How many in 100 of those that match; null for each. */
  percent: z.number().int().min(1).max(99).nullable(),
});

export const rule = ruleFields.extend({
  id,
  on: z.boolean(),
  /** Webhooks that it has answered since it was switched on. */
  answered: z.number().int().nonnegative(),
});

export const ruleRequests = {
  /** In the order in which they are asked. */
  'rules:list': { input: z.void(), output: z.array(rule) },
  /** Makes a rule where `id` is null: it comes first. What was answered is counted anew where `on` begins. */
  'rules:save': { input: ruleFields.extend({ id: id.nullable(), on: z.boolean() }), output: z.object({ id }) },
  'rules:switch': { input: z.object({ id, on: z.boolean() }), output: z.void() },
  'rules:move': { input: z.object({ id, by: z.union([z.literal(-1), z.literal(1)]) }), output: z.void() },
  'rules:remove': { input: z.object({ id }), output: z.void() },
} as const;

export const ruleEvents = { 'rules:changed': z.array(rule) } as const;

export type RuleFields = z.output<typeof ruleFields>;
export type Rule = z.output<typeof rule>;
