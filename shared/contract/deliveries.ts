import { z } from 'zod';

/** The parts of the contract about targets, deliveries and runs. Values are for main only, as in `contract.ts`. */

const id = z.number().int().positive();
const text = z.string().max(200_000);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const micros = z.number().int();

export const headerName = z
  .string()
  .max(200)
  .regex(/^[!#$%&'*+\-.^_`|~\w]{1,200}$/, 'A header name has letters, digits and a few signs, and no space.');
export const headerValue = z
  .string()
  .max(65_536)
  // eslint-disable-next-line no-control-regex -- a tab is the one control character that a value may have
  .regex(/^[\t\u0020-\u007e\u0080-\u00ff]{0,65536}$/, 'A header value is one line of ASCII or Latin-1 characters.');
const headers = z.array(z.tuple([headerName, headerValue]));

/** Where webhooks are sent to. */
export const targetUrl = z
  .string()
  .trim()
  .max(2_000)
  .regex(
    /^https?:\/\/[^/?#@\s]+([/?#]\S*)?$/i,
    'A target is an address such as http://localhost:3000, without user name and password.',
  )
  .pipe(z.url('This is not an address.'));

export const targetFields = z.object({
  name: z.string().trim().min(1).max(100),
  url: targetUrl,
  /** Whether webhooks are forwarded to it as they come. */
  live: z.boolean(),
  /** Which are forwarded; empty for all. */
  kinds: z.array(z.string().max(100)).max(100).readonly(),
  channels: z.array(z.string().max(100)).max(100).readonly(),
  /** `pass-through`: Vonage waits for the target's answer and gets that one. */
  mode: z.enum(['store-and-answer', 'pass-through']),
  /** What Vonage gets where a target that is passed through to gives no answer; null for the usual answer. */
  failureAnswer: z.number().int().min(200).max(599).nullable(),
  /** `keep`: the webhook's own path behind the URL's. `own`: the URL's path for all. The query is kept by both. */
  path: z.enum(['keep', 'own']),
  /** Whether `X-Webhook-Inspector-*` headers are added. */
  marks: z.boolean(),
  /** Added to each delivery; one of the webhook's with the same name gives way. */
  headers: headers.max(50).readonly(),
  /** Whether an HTTPS certificate that nobody vouches for is accepted. */
  allowSelfSigned: z.boolean(),
  /** From the connection to the end of the answer, in milliseconds. */
  timeLimitMs: z.number().int().min(50).max(300_000),
  /** How many deliveries may be under way at once. */
  parallel: z.number().int().min(1).max(64),
  /** What is asked for to see whether the target is up; null for a TCP connection alone. */
  healthPath: z
    .string()
    .max(1_000)
    .regex(/^\/[!-~]{0,999}$/, 'A path begins with / and has no spaces.')
    .nullable(),
});

const target = targetFields.extend({ id: z.number().int().nonnegative() });

export const targetHealth = z.object({
  state: z.enum(['unknown', 'up', 'down']),
  /** What the probe or the last delivery met, as a sentence; null while nothing is known. */
  message: text.nullable(),
  /** Microseconds since 1970 UTC; null before the first. */
  checkedAt: micros.nullable(),
  latencyUs: micros.nullable(),
});

export const targetState = target.extend({
  health: targetHealth,
  /** Webhooks that wait to be forwarded. */
  waiting: z.number().int(),
  underWay: z.number().int(),
  /** Webhooks that it should have got and did not: offered for replay. */
  missed: z.number().int(),
});

export const deliveryWay = z.enum(['forward', 'pass-through', 'replay', 'simulate']);
/** `unknown`: the app ended while it was under way, so whether the target got it is not known. */
const deliveryState = z.enum(['sending', 'answered', 'failed', 'unknown']);
export const signatureChoice = z.enum(['keep', 're-sign', 'remove']);

const deliveryRow = z.object({
  id,
  /** Null where it was simulated: what goes straight to a target was never received. */
  webhookId: id.nullable(),
  /** 0 for an address that no target has. */
  targetId: z.number().int().nonnegative(),
  targetName: text,
  way: deliveryWay,
  runId: id.nullable(),
  /** Its place in the run, from 0. */
  runPosition: z.number().int().nullable(),
  state: deliveryState,
  startedAt: micros,
  method: text,
  url: text,
  edited: z.boolean(),
  signature: signatureChoice,
  status: z.number().int().nullable(),
  /** Bytes of the answer's body that came; more than what is kept where it was cut. */
  answerBytes: z.number().int().nullable(),
  problemCode: text.nullable(),
  /** Why there is no whole answer, as a sentence. */
  problem: text.nullable(),
  /** Null where a connection was used again. */
  connectUs: micros.nullable(),
  firstByteUs: micros.nullable(),
  totalUs: micros.nullable(),
});

const pairs = z.array(z.tuple([text, text])).max(10_000);

const deliveryDetail = z.object({
  row: deliveryRow,
  requestHeaders: pairs,
  /** What was sent; null where it was the webhook's own body, unchanged. */
  requestBody: bytes.nullable(),
  answerHeaders: pairs,
  answerBody: bytes.nullable(),
});

export const edit = z.object({
  method: z
    .string()
    .max(32)
    .regex(/^[A-Za-z-]{1,32}$/, 'A method has letters only.'),
  /** Path and query. */
  target: z
    .string()
    .max(16_000)
    .regex(/^\/[!-~\u0080-\u00ff]{0,15999}$/, 'A path begins with / and has no spaces.'),
  headers: headers.max(1_000).readonly(),
  bodyBase64: z.string().max(14_000_000),
});

const pace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at-once') }),
  z.object({ kind: z.literal('fixed'), everyMs: z.number().int().min(1).max(3_600_000) }),
  /** With the gaps in which they arrived, but none longer than this. */
  z.object({ kind: z.literal('recorded'), longestGapMs: z.number().int().min(0).max(86_400_000) }),
]);

/** Where a replay goes: a target that is kept, or an address for this once. */
export const destination = z.union([
  z.object({ target: id }),
  z.object({ url: targetUrl, allowSelfSigned: z.boolean() }),
]);

export const MOST_IN_RUN = 100_000;

export const runPlan = z.object({
  order: z.enum(['as-given', 'oldest-first', 'newest-first']),
  pace,
  concurrency: z.number().int().min(1).max(64),
  stopOnFailure: z.boolean(),
  signature: signatureChoice,
  /** For one webhook alone. */
  repeat: z.number().int().min(1).max(MOST_IN_RUN),
  edit: edit.nullable(),
});

/** `stopped`: after a failure. `interrupted`: the app ended meanwhile. */
const runState = z.enum(['running', 'done', 'stopped', 'cancelled', 'interrupted']);

const run = z.object({
  id,
  targetName: text,
  url: text,
  state: runState,
  startedAt: micros,
  endedAt: micros.nullable(),
  total: z.number().int(),
  /** Begun, whatever became of it. */
  sent: z.number().int(),
  /** Answered 2xx. */
  succeeded: z.number().int(),
  failed: z.number().int(),
  /** Under way when the app ended. */
  unknown: z.number().int(),
});

const spread = z.object({ medianUs: z.number(), p95Us: z.number() });

const comparison = z.object({
  compared: z.number().int(),
  /** How many answers differ; the table has the first of them. */
  changed: z.number().int(),
  changes: z
    .array(
      z.object({
        webhookId: id,
        /** Ids of deliveries. */
        before: id,
        after: id,
        beforeText: text,
        afterText: text,
        /** The status is the same, and the body is not. */
        bodyOnly: z.boolean(),
      }),
    )
    .max(1_000),
  onlyBefore: z.number().int(),
  onlyAfter: z.number().int(),
  /** Over answers in both; null where there are none. */
  latency: z.object({ before: spread, after: spread, shiftUs: z.number() }).nullable(),
});

export const latestDelivery = deliveryRow
  .pick({ targetName: true, state: true, status: true, problem: true, totalUs: true })
  .extend({ webhookId: id });

const deliveryQuery = z.object({
  webhook: id.nullable(),
  target: z.number().int().nonnegative().nullable(),
  run: id.nullable(),
  /** Only those that failed, or were not answered 2xx. */
  failed: z.boolean(),
  /** Only ids below this one: the page after. Null for the newest. */
  before: id.nullable(),
});

const runDelivery = deliveryRow.extend({
  webhookId: id,
  /** The webhook's delivery before, where its answer was another one; null where it was the same, or there was none. */
  changedFrom: deliveryRow.nullable(),
});

const runDeliveryQuery = z.object({
  run: id,
  /** `failed`: not answered 2xx, as far as is known. */
  which: z.enum(['all', 'failed', 'changed']),
  /** Only places in the run after this one; -1 for the first page. */
  after: z.number().int().min(-1),
});

const runDeliveryPage = z.object({
  rows: z.array(runDelivery),
  /** What to ask for as `after`; null at the end. A page may be empty before that. */
  next: z.number().int().nullable(),
});

export const deliveryRequests = {
  'targets:list': { input: z.void(), output: z.array(targetState) },
  /** Makes a target where `id` is null. */
  'targets:save': { input: targetFields.extend({ id: id.nullable() }), output: z.object({ id }) },
  'targets:remove': { input: z.object({ id }), output: z.void() },
  /** Looks now, also before there is a target. */
  'targets:probe': {
    input: targetFields.pick({ url: true, allowSelfSigned: true, healthPath: true }),
    output: targetHealth,
  },
  'targets:replay-missed': { input: z.object({ id }), output: z.object({ run: id }) },
  'targets:dismiss-missed': { input: z.object({ id }), output: z.void() },
  /** The newest 200 that fit. */
  'deliveries:list': { input: deliveryQuery, output: z.array(deliveryRow) },
  /** The newest delivery of each of these webhooks; those without one are left out. */
  'deliveries:latest': { input: z.object({ webhooks: z.array(id).max(1_000) }), output: z.array(latestDelivery) },
  'deliveries:get': { input: z.object({ id }), output: deliveryDetail.nullable() },
  /** Sends one webhook once and waits for what comes back. */
  'replay:one': {
    input: z.object({ webhook: id, destination, signature: signatureChoice, edit: edit.nullable() }),
    output: deliveryDetail,
  },
  'replay:start': {
    input: z.object({ webhooks: z.array(id).min(1).max(MOST_IN_RUN), destination, plan: runPlan }),
    output: z.object({ run: id }),
  },
  'runs:list': { input: z.void(), output: z.array(run) },
  /** In the order of the run. */
  'runs:deliveries': { input: runDeliveryQuery, output: runDeliveryPage },
  'runs:cancel': { input: z.object({ id }), output: z.void() },
  /** Sends what a run that ended early has not begun. */
  'runs:resume': { input: z.object({ id }), output: z.void() },
  'runs:compare': { input: z.object({ before: id, after: id }), output: comparison },
} as const;

export const deliveryEvents = {
  'targets:changed': z.array(targetState),
  /** Deliveries have begun or ended; with how far the newest 20 runs are. At most one each 100 ms. */
  'deliveries:changed': z.object({ newest: z.number().int(), runs: z.array(run) }),
} as const;

export type TargetFields = z.output<typeof targetFields>;
export type Target = z.output<typeof target>;
export type TargetHealth = z.output<typeof targetHealth>;
export type TargetState = z.output<typeof targetState>;
export type DeliveryWay = z.output<typeof deliveryWay>;
export type DeliveryRow = z.output<typeof deliveryRow>;
export type LatestDelivery = z.output<typeof latestDelivery>;
export type DeliveryDetail = z.output<typeof deliveryDetail>;
export type DeliveryQuery = z.output<typeof deliveryQuery>;
export type SignatureChoice = z.output<typeof signatureChoice>;
export type Edit = z.output<typeof edit>;
export type Pace = z.output<typeof pace>;
export type Destination = z.output<typeof destination>;
export type RunPlan = z.output<typeof runPlan>;
export type Run = z.output<typeof run>;
export type RunState = z.output<typeof runState>;
export type RunDelivery = z.output<typeof runDelivery>;
export type RunDeliveryQuery = z.output<typeof runDeliveryQuery>;
export type RunDeliveryPage = z.output<typeof runDeliveryPage>;
export type Comparison = z.output<typeof comparison>;
