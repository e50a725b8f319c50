import { z } from 'zod';

import { parseDuration } from './duration.ts';

/** What a scenario file holds, as written: names of the catalogue are looked up by `readScenario`. */

const MOST_STEPS = 1_000;
const LONGEST_TEXT = 10_000;
const LARGEST_SEED = 4_294_967_295;
const text = z
  .string({ error: 'This has to be text.' })
  .max(LONGEST_TEXT, { error: `This may have ${LONGEST_TEXT} characters at most.` });
const number = z
  .int({ error: 'A number as long as this needs quotes.' })
  .nonnegative({ error: 'A number that is less than 0 needs quotes.' });
/** Numbers of phones and codes are often written without quotes. */
const textOrNumber = z.union([text, number], { error: 'This has to be text or a whole number.' }).transform(String);
const duration = z.unknown().transform((value, context) => {
  const ms = parseDuration(value);
  if (ms !== null) return ms;
  context.addIssue({
    code: 'custom',
    message: 'This is not a time. Write it like 500ms, 2s or 1m; the longest is 10m.',
    input: value,
  });
  return z.NEVER;
});
const SEED = `This has to be a whole number from 0 to ${LARGEST_SEED}.`;
const someSteps = <T extends z.ZodType>(steps: z.ZodArray<T>): z.ZodArray<T> =>
  steps.min(1, { error: 'There is no step.' }).max(MOST_STEPS, { error: `There may be ${MOST_STEPS} steps at most.` });
const count = (most: number) =>
  z.number({ error: `This has to be a number from 1 to ${most}.` }).pipe(
    z
      .int({ error: 'This has to be a whole number.' })
      .min(1, { error: 'This has to be 1 at least.' })
      .max(most, { error: `This may be ${most} at most.` }),
  );

export const scrambleSchema = z.strictObject(
  {
    /** Webhooks that are not sent at all. */
    drop: count(1_000).optional(),
    /** Webhooks that come once more, later. */
    duplicate: count(1_000).optional(),
    /** `submitted` comes after everything else of its message. */
    'late-submitted': z.boolean({ error: 'This has to be true or false.' }).optional(),
    /** By how much one webhook comes late. */
    delay: duration.optional(),
    /** Webhooks change places. */
    reorder: z.boolean({ error: 'This has to be true or false.' }).optional(),
    /** Webhooks signed with another secret than the right one. */
    'bad-signature': count(1_000).optional(),
  },
  { error: complain('This has to hold names and values, such as reorder: true.') },
);

const sendMembers = {
  send: text.optional(),
  channel: text.optional(),
  type: text.optional(),
  status: text.optional(),
  /** Steps with the same name are about one message: they share its ids. */
  message: text.optional(),
  from: textOrNumber.optional(),
  to: textOrNumber.optional(),
  text: text.optional(),
  error: textOrNumber.optional(),
  encoding: z.enum(['json', 'form', 'get'], { error: 'This has to be json, form or get.' }).optional(),
  path: text.regex(/^\/[!-~]{0,999}$/, { error: 'A path begins with / and has no spaces.' }).optional(),
  /** Put over what the catalogue makes. */
  fields: z.record(z.string(), z.unknown(), { error: 'This has to hold names and values.' }).optional(),
};

const simpleStep = z.strictObject(
  { ...sendMembers, wait: duration.optional() },
  { error: complain('A step begins with send:, wait: or repeat:.') },
);
const step = z.strictObject(
  {
    ...sendMembers,
    wait: duration.optional(),
    repeat: count(1_000).optional(),
    steps: someSteps(z.array(simpleStep, { error: 'This has to be a list of steps.' })).optional(),
  },
  { error: complain('A step begins with send:, wait: or repeat:.') },
);

export const scenarioSchema = z.strictObject(
  {
    name: text.optional(),
    /** Your number and that of the person outside; each webhook has them the right way round. */
    us: textOrNumber.optional(),
    customer: textOrNumber.optional(),
    seed: z.int({ error: SEED }).min(0, { error: SEED }).max(LARGEST_SEED, { error: SEED }).optional(),
    steps: someSteps(z.array(step, { error: 'A scenario needs steps: a list of what to send.' })),
    scramble: scrambleSchema.optional(),
  },
  { error: complain('A scenario holds name:, steps: and scramble:.') },
);

export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioStep = z.output<typeof step>;
export type SimpleStep = z.output<typeof simpleStep>;
export type Scramble = z.output<typeof scrambleSchema>;

/** Unknown names are told by the reader, which knows their places; this is for what is no object at all. */
function complain(words: string): (issue: { readonly code: string }) => string | undefined {
  return ({ code }) => (code === 'invalid_type' ? words : undefined);
}
