import { z } from 'zod';

const text = z.string().max(200_000);
const apiKey = z.string().min(1).max(64);
const time = z.number().nullable();

/** `unknown`: it can't be told, and the sentence says why. */
const CHECK_STATES = ['pass', 'warn', 'fail', 'unknown', 'checking'] as const;

/** What the window can do about a check; everything else is in the sentence. */
const fix = z.discriminatedUnion('does', [
  z.object({ does: z.literal('go-online') }),
  z.object({ does: z.literal('open-settings'), label: text }),
  /** To the place on the same page where the API secret is entered and an application chosen. */
  z.object({ does: z.literal('open-switch'), label: text, holder: z.enum(['application', 'account-sms']) }),
  /** The addresses that somebody else has changed are shown beside ours and the ones from before. */
  z.object({ does: z.literal('decide'), id: z.number().int().positive() }),
  z.object({ does: z.literal('move-switches') }),
  z.object({ does: z.literal('send-sample') }),
]);

const check = z.object({
  name: z.enum([
    'receiver',
    'storing',
    'tunnel',
    'usage',
    'account',
    'secret',
    'application',
    'addresses',
    'method',
    'signed',
    'sms',
    'last',
    'source',
  ]),
  state: z.enum(CHECK_STATES),
  /** What was found, and what to do where that is not a click. */
  sentence: text,
  /** When that happened, in milliseconds since 1970; null where the sentence is about now. */
  at: time,
  fix: fix.nullable(),
});

const setupReport = z.object({
  checks: z.array(check).max(20).readonly(),
  vonage: z.object({
    /** Whether there is an account that can ask. */
    canAsk: z.boolean(),
    isAsking: z.boolean(),
    /** When Vonage was asked, in milliseconds since 1970; null where it was not yet. */
    askedAt: time,
  }),
});

/** The application whose webhooks are to come here. */
export const chosenApplication = z.object({ apiKey, id: z.string().trim().min(1).max(100) });

/** What has gone through the tunnel this month, as far as this app has seen it. */
export const tunnelUsage = z.object({
  /** `2026-11`, in UTC. */
  month: text,
  probes: z.number().int().nonnegative(),
  webhooks: z.number().int().nonnegative(),
});

export const setupRequests = {
  /** Why is nothing arriving? From what is known here, and what Vonage has last said. */
  'setup:report': { input: z.void(), output: setupReport },
  /** Asks Vonage for the chosen application and the account's addresses, and answers once it is done. */
  'setup:ask': { input: z.void(), output: setupReport },
  /** Has the addresses looked at that somebody else has changed while they were switched. */
  'switch:look': { input: z.object({ id: z.number().int().positive() }), output: z.void() },
} as const;

export type Check = z.output<typeof check>;
export type CheckName = Check['name'];
export type CheckState = Check['state'];
export type Fix = z.output<typeof fix>;
export type SetupReport = z.output<typeof setupReport>;
export type ChosenApplication = z.output<typeof chosenApplication>;
export type TunnelUsage = z.output<typeof tunnelUsage>;
