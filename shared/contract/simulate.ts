import { z } from 'zod';

import { ENCODINGS } from '../vonage/simulation.ts';
import { destination } from './deliveries.ts';

/** The parts of the contract about the simulator. Values are for main only, as in `contract.ts`. */

const name = z.string().max(200);
const text = z.string().max(200_000);
const encoding = z.enum(ENCODINGS);
const signing = z.enum(['jwt', 'sms', 'none']);

const catalogueEntry = z.object({
  api: name,
  kind: name,
  label: name,
  channel: name.nullable(),
  /** What is in it, such as `image`, where a kind carries several things. */
  content: name.nullable(),
  status: name.nullable(),
  /** Where it belongs at the receiver. */
  path: name,
  encodings: z.array(encoding).max(10).readonly(),
  signing,
});

const life = z.object({
  name,
  label: name,
  /** Those that it can be told of; empty where it has only one. */
  channels: z.array(name).max(100).readonly(),
});

const draft = z.object({
  path: z
    .string()
    .max(8_000)
    .regex(/^\/[!-~]{0,7999}$/, 'A path begins with / and has no spaces.'),
  encoding,
  signing,
  /** The parameters as JSON; where they travel as JSON, the very text that is sent. */
  text: z.string().max(12_000_000),
});

const signWith = z.discriminatedUnion('by', [
  /** The first account that has a secret; while none has, a made-up one. */
  z.object({ by: z.literal('first') }),
  /** By its API key; null for the default account. */
  z.object({ by: z.literal('account'), apiKey: z.string().max(64).nullable() }),
  z.object({ by: z.literal('nobody') }),
]);

/** Null for the receiver. */
const to = destination.nullable();

const scramble = z.object({
  drop: z.number().int().min(1).max(1_000).optional(),
  duplicate: z.number().int().min(1).max(1_000).optional(),
  'late-submitted': z.boolean().optional(),
  /** In milliseconds. */
  delay: z.number().int().min(0).max(600_000).optional(),
  reorder: z.boolean().optional(),
  'bad-signature': z.number().int().min(1).max(1_000).optional(),
});

const sentWebhook = z.object({
  /** Counts from 1. */
  number: z.number().int(),
  label: text,
  channel: text.nullable(),
  status: text.nullable(),
  messageId: text.nullable(),
  /** What a scramble did to it. */
  note: text.nullable(),
  /** Status of the answer; null where none came. */
  answer: z.number().int().nullable(),
  problem: text.nullable(),
  ms: z.number(),
  /** The delivery that has what was sent and what came back; null where it went to the receiver. */
  delivery: z.number().int().positive().nullable(),
});

/** The simulation that runs, or the last that ran. */
const simulation = z.object({
  isRunning: z.boolean(),
  /** How many webhooks it has. */
  total: z.number().int(),
  sent: z.number().int(),
  /** How many were not answered 2xx. */
  failed: z.number().int(),
  /** What a scramble drew from; null where nothing was drawn. */
  seed: z.number().int().nullable(),
  /** The last ones, oldest first. */
  log: z.array(sentWebhook).max(200).readonly(),
});

const fieldName = z.enum(['from', 'to', 'text', 'errorCode']);
const field = z.string().max(10_000).nullable();

export const simulateRequests = {
  'simulate:catalogue': {
    input: z.void(),
    output: z.object({ entries: z.array(catalogueEntry).readonly(), lives: z.array(life).readonly() }),
  },
  /** A webhook of the catalogue to change and send; null where it has none such. Null fields are the usual ones. */
  'simulate:draft': {
    input: z.object({
      api: name,
      kind: name,
      channel: name.nullable(),
      content: name.nullable(),
      status: name.nullable(),
      fields: z.object({ from: field, to: field, text: field, errorCode: field }),
    }),
    output: z
      .object({
        draft,
        /** The fields that change something of this webhook. */
        uses: z.array(fieldName).max(4).readonly(),
      })
      .nullable(),
  },
  /** The same of a captured webhook; null where it is gone. */
  'simulate:draft-of': { input: z.object({ id: z.number().int().positive() }), output: draft.nullable() },
  /** The scenario of a life. */
  'simulate:life': { input: z.object({ name, channel: name }), output: z.object({ text }) },
  /** Begins to send a draft so many times. */
  'simulate:send': {
    input: z.object({ draft, count: z.number().int().min(1).max(1_000), signWith, to }),
    output: simulation,
  },
  /** Begins to run a scenario. */
  'simulate:run': {
    input: z.object({ text: z.string().max(1_000_000), scramble, isPaced: z.boolean(), signWith, to }),
    output: simulation,
  },
  'simulate:stop': { input: z.void(), output: simulation },
  'simulate:state': { input: z.void(), output: simulation },
} as const;

export const simulateEvents = { 'simulation:changed': simulation } as const;

export type CatalogueEntry = z.output<typeof catalogueEntry>;
export type LifeName = z.output<typeof life>;
export type FieldName = z.output<typeof fieldName>;
export type Draft = z.output<typeof draft>;
export type SignWith = z.output<typeof signWith>;
export type ScrambleChoice = z.output<typeof scramble>;
export type SentWebhook = z.output<typeof sentWebhook>;
export type Simulation = z.output<typeof simulation>;
