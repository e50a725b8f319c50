import { z } from 'zod';

import { deliveryEvents, deliveryRequests, latestDelivery } from './contract/deliveries.ts';
import { noteRequests } from './contract/notes.ts';
import { FILTER_LIMITS } from './filter/filter.ts';
import { ruleEvents, ruleRequests } from './contract/rules.ts';
import { chosenApplication, setupRequests, tunnelUsage } from './contract/setup.ts';
import { simulateEvents, simulateRequests } from './contract/simulate.ts';
import { JWT_REASONS, JWT_STEPS, SMS_METHODS, SMS_REASONS, SMS_STEPS } from './signature.ts';

/**
 * Every request and event that crosses the bridge. Values are for main only: preload and renderer import the types,
 * which keeps zod out of both. Every string and array is bounded, because the renderer shows content from strangers.
 */

const id = z.number().int().positive();
const ids = z.array(id).max(1_000_000);
const text = z.string().max(200_000);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const idArray = z.custom<Uint32Array>((value) => value instanceof Uint32Array);

const reason = z.enum([...JWT_REASONS, ...SMS_REASONS]);

export const viewName = z.enum(['all', 'inbound', 'statuses', 'other', 'problems', 'starred']);

const filterText = z.string().max(FILTER_LIMITS.characters);

const sort = z.object({
  column: z.enum([
    'star',
    'time',
    'kind',
    'channel',
    'parties',
    'summary',
    'verdict',
    'answer',
    'app',
    'took',
    'message',
    'size',
    'path',
  ]),
  direction: z.enum(['ascending', 'descending']),
});

const listQuery = z.object({
  view: viewName,
  /** In the filter language; empty for all of the view. */
  filter: filterText,
  /** None for the order of arrival. */
  sort: sort.nullish(),
  /** Only ids above this one: what arrived since the list was read. 0 for all. */
  after: z.number().int().nonnegative(),
  /** Only ids below this one: to go on where an answer has stopped. */
  below: id.optional(),
});

const listIds = z.object({
  ids: idArray,
  upTo: z.number().int(),
  /**
   * Where bodies are read, an answer has the newest only, and webhooks below this id are left; null where none is. Of a
   * sorted list each answer has what was found so far; asked for `below` 1, all of it, and nothing is left.
   */
  left: z.object({ below: id, searched: z.number().min(0).max(1) }).nullable(),
});

const webhookRow = z.object({
  id,
  /** Microseconds since 1970 UTC. */
  receivedAt: z.number().int(),
  api: text,
  kind: text,
  channel: text.nullable(),
  messageId: text.nullable(),
  from: text.nullable(),
  to: text.nullable(),
  status: text.nullable(),
  errorCode: text.nullable(),
  summary: text,
  verdict: z.enum(['verified', 'failed', 'unsigned', 'no-secret']),
  /** Why the signature is not verified, such as `payload_hash_mismatch`; null where it is. */
  reason: reason.nullable(),
  answerStatus: z.number().int(),
  /** From the first byte of the request until its row is written, in microseconds. The sync to disk comes after it. */
  durationUs: z.number().int(),
  method: text,
  path: text,
  bodyBytes: z.number().int(),
  /** Why the stored body is or is not the whole of what was sent. */
  outcome: z.enum(['complete', 'too-large', 'aborted', 'timed-out', 'refused']),
  /** The kind that the path is meant for, where the payload is of another one. */
  misroutedTo: text.nullable(),
  via: z.enum(['local', 'tunnel', 'simulator', 'import']),
  /** The webhook that said the same before: Vonage sent it again. */
  duplicateOf: id.nullable(),
  /** It arrived before one that precedes it by Vonage's time. */
  outOfOrder: z.boolean(),
  /** It arrived, or is dated, after a final state of its message. */
  late: z.boolean(),
  /** How many things are noticed about its payload. */
  findings: z.number().int(),
  starred: z.boolean(),
  /** Whether the person wrote something about it. */
  hasNote: z.boolean(),
});

const finding = z.object({
  what: z.enum(['broken', 'charset', 'missing', 'retyped', 'value', 'unexpected', 'duplicate', 'inexact']),
  /** The way to it through the payload; empty where it is about all of it. */
  path: z
    .array(z.union([text, z.number().int()]))
    .max(100)
    .readonly(),
  /** To be read after the path; without a path a sentence of its own. */
  words: text,
  /** Where it is in the decoded text of the body; line and column count from 1. */
  place: z.object({ offset: z.number().int(), line: z.number().int(), column: z.number().int() }).nullable(),
});

const webhookDetail = z.object({
  row: webhookRow,
  /** What is noticed about the payload: information, never an error. */
  findings: z.array(finding).max(100).readonly(),
  sentAt: z.number().nullable(),
  account: text.nullable(),
  /** When it says it was signed, in milliseconds since 1970. */
  signedAt: z.number().nullable(),
  httpVersion: text,
  target: text,
  /** Header names and values as they came: case, order and repeats kept. */
  headers: z.array(z.tuple([text, text])).max(10_000),
  /** The stored bytes, exactly as received. */
  body: bytes,
  /** The body after Content-Encoding; null where there is none. */
  decodedBody: bytes.nullable(),
  /** Why decoding failed, as a sentence. */
  decodeProblem: text.nullable(),
  /** Bytes that the sender announced or sent, at least; more than `row.bodyBytes` where the body was cut. */
  announcedBytes: z.number().int(),
  remoteAddress: text,
  answer: z.object({
    /** 0 where the connection was to be closed without an answer. */
    status: z.number().int(),
    contentType: text.nullable(),
    body: text,
    rule: text.nullable(),
    /** Headers that a rule has set; null for every other answer. */
    headers: z
      .array(z.tuple([text, text]))
      .max(100)
      .nullable(),
    /** How the connection was to be ended, and after which delay: both on purpose, both after the row was on disk. */
    ending: z.enum(['close', 'reset']).nullable(),
    delayMs: z.number().int().nonnegative(),
  }),
});

const savedFilter = z.object({ id, name: text, filter: text });
const vaultKind = z.enum(['system', 'session', 'file']);
const secretUse = z.enum(['signature', 'sms', 'api']);
const name = z.string().trim().min(1).max(100);

const accountFields = z.object({
  label: name,
  /** Null for the default account, which is used for every key that no other account has. */
  apiKey: z
    .string()
    .max(64)
    .regex(/^[\w-]{1,64}$/, 'An API key has letters and digits only.')
    .nullable(),
  /** Null where it is not known: each method that fits is tried. */
  smsMethod: z.enum(SMS_METHODS).nullable(),
  /** Empty for every application of the account. */
  applicationIds: z.array(z.string().trim().min(1).max(100)).max(100).readonly(),
});

/** An account as the window sees it: that it has secrets, never which. */
const account = accountFields.extend({
  id,
  secrets: z
    .array(z.object({ id, use: secretUse, label: text, vault: vaultKind, readable: z.boolean() }))
    .max(50)
    .readonly(),
});

const vaultState = z.object({
  /** Where new secrets go. */
  chosen: vaultKind,
  /** Why the operating system's vault can't be used, as a sentence; null where it can. */
  systemProblem: text.nullable(),
});

const explanation = z.object({
  scheme: z.enum(['jwt', 'sms']),
  verdict: z.enum(['verified', 'failed', 'unsigned', 'no-secret']),
  reason: reason.nullable(),
  /** The API key that the signature names. */
  account: text.nullable(),
  accountLabel: text.nullable(),
  /** The label of the secret that fits. */
  secretLabel: text.nullable(),
  signedAt: z.number().nullable(),
  /** The token's header and claims as they are written, which is JSON; null where no token could be read. */
  token: z.object({ header: text, claims: text }).nullable(),
  steps: z
    .array(
      z.object({
        name: z.enum([...JWT_STEPS, ...SMS_STEPS]),
        state: z.enum(['pass', 'fail', 'finding', 'not-reached']),
        sentence: text,
      }),
    )
    .readonly(),
  /** Named only if undoing all of them makes the check pass; empty where none was found. */
  causes: z.array(z.object({ name: text, sentence: text })).readonly(),
  notes: z.array(text).readonly(),
  /** SHA-256 of the body: as the token claims it, and of the bytes that arrived. Null before that step. */
  hashes: z.object({ claimed: text.nullable(), received: text }).nullable(),
  /** Where the body that was signed and the one that arrived part; known only where the cause is. */
  difference: z
    .object({
      offset: z.number().int(),
      line: z.number().int(),
      column: z.number().int(),
      before: text,
      signed: text,
      received: text,
    })
    .nullable(),
});

const counts = z.object({
  all: z.number().int(),
  inbound: z.number().int(),
  statuses: z.number().int(),
  other: z.number().int(),
  /** Failed signatures, failed states, the wrong path, bodies that are not whole, findings that can trip an app. */
  problems: z.number().int(),
  starred: z.number().int(),
});

/** Messages of Messages, Dispatch and SMS API; legs of calls; verifications and all that has an id besides. */
const family = z.enum(['messages', 'calls', 'other']);

const messageQuery = z.object({
  family,
  search: z.string().max(1_000),
  /** Only messages with a webhook above this one: what came since the list was read. 0 for all. */
  after: z.number().int().nonnegative(),
});

const tone = z.enum(['progress', 'good', 'bad', 'neutral']);
const badge = z.enum(['duplicate', 'out-of-order', 'late', 'gap', 'failed', 'charged']);
const time = z.number().nullable();

const messageRow = z.object({
  /** Its number in lists; holds until the index is built anew. */
  id,
  messageId: text,
  family,
  api: text,
  direction: z.enum(['inbound', 'outbound']).nullable(),
  channel: text.nullable(),
  from: text.nullable(),
  to: text.nullable(),
  /** What was written, of an inbound message; of others what became of them. */
  text,
  /** The last state; `received` of an inbound message. */
  state: text.nullable(),
  tone,
  errorCode: text.nullable(),
  price: text.nullable(),
  currency: text.nullable(),
  webhooks: z.number().int(),
  badges: z.array(badge).max(6),
  /** Milliseconds since 1970 UTC, by Vonage's time; by ours where Vonage's is not known. */
  firstAt: z.number(),
  lastAt: z.number(),
  durationMs: time,
  firstId: id,
  lastId: id,
  /** Which attempt of a failover, of how many. */
  attempt: z.number().int().nullable(),
  attempts: z.number().int().nullable(),
  /** The message that it says it answers. */
  contextId: text.nullable(),
  /** Which part of a long text, of how many. */
  part: z.number().int().nullable(),
  parts: z.number().int().nullable(),
});

/** A message as the list shows it. */
const listedMessage = messageRow.extend({
  /** When its last webhook came, in microseconds since 1970 UTC: what the list is in order of. */
  receivedAt: z.number().int(),
  /** How many parts of the long text that it is a part of have not come. */
  missingParts: z.number().int(),
});

const messageStep = z.object({
  /** The first webhook that told it. */
  webhookId: id,
  /** Microseconds since 1970 UTC. */
  receivedAt: z.number().int(),
  sentAt: time,
  api: text,
  kind: text,
  channel: text.nullable(),
  status: text.nullable(),
  errorCode: text.nullable(),
  summary: text,
  price: text.nullable(),
  currency: text.nullable(),
  tone,
  /** Since the step before, by Vonage's time. */
  latencyMs: time,
  /** From Vonage's time to ours. */
  delayMs: time,
  badges: z.array(badge).max(6),
  /** The states that should have been before it and never came. */
  missing: z.array(text).max(10),
  arrivals: z.array(z.object({ id, receivedAt: z.number().int() })).max(500),
});

const linkedMessage = z.object({ message: messageRow, isGuess: z.boolean() });

const messageDetail = z.object({
  row: messageRow,
  /** In Vonage's order; of a message with more than 500 webhooks, those of the first 500. */
  steps: z.array(messageStep).max(500),
  /** The text that it is a part of. */
  longText: z
    .object({
      /** What is missing stands in it as `[part 2 is missing]`. */
      text,
      total: z.number().int(),
      parts: z.array(z.object({ part: z.number().int(), messageId: text, webhookId: id })).max(255),
      missing: z.array(z.number().int()).max(255),
    })
    .nullable(),
  replyTo: linkedMessage.nullable(),
  replies: z.array(linkedMessage).max(100),
  /** All attempts of its failover, or all legs of its call, itself among them; empty where it has neither. */
  group: z.array(messageRow).max(100),
});

const tunnelKind = z.enum(['ngrok', 'custom']);

export const settingsSchema = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  density: z.enum(['comfortable', 'compact']),
  /** The port that the receiver asks for at the next start. */
  port: z.number().int().min(0).max(65_535),
  /** Largest body that is kept whole, in bytes. */
  bodyLimit: z
    .number()
    .int()
    .min(1_024)
    .max(100 * 1_024 * 1_024),
  /** Status of the default answer. */
  answerStatus: z.union([z.literal(200), z.literal(204)]),
  /** How old a signature may be when it arrives, in seconds; beyond it is a finding. */
  signatureAgeLimit: z.number().int().min(1).max(604_800),
  /** Whether a signature beyond the age limit fails. Vonage's own retries are old as well. */
  rejectOldSignatures: z.boolean(),
  /** Whether a webhook whose signature fails is answered 401. */
  answer401ToFailed: z.boolean(),
  /** Whether an unsigned webhook is answered 503: Vonage then sends it again, signed. */
  answer503ToUnsigned: z.boolean(),
  /** Where secrets are kept; null for the system's vault, or the session where it has none. */
  vault: z.enum(['system', 'session', 'file']).nullable(),
  /** What Go online opens: an address by ngrok, or one that another tunnel keeps online. */
  tunnel: tunnelKind,
  /** Empty for the domain that ngrok gives. */
  ngrokDomain: z.string().max(300),
  customUrl: z.string().max(2_000),
  /** The application that Setup looks at; null until one is chosen. */
  setupApplication: chosenApplication.nullable(),
  /** How much history is kept; the oldest goes first, starred webhooks stay. 0 for no limit. */
  keepDays: z.number().int().min(0).max(36_500),
  keepWebhooks: z.union([z.literal(0), z.number().int().min(1_000).max(100_000_000)]),
  /** Of record and index together, without what is free in their files. */
  keepBytes: z.union([
    z.literal(0),
    z
      .number()
      .int()
      .min(100 * 1_024 * 1_024)
      .max(10_000 * 1_024 * 1_024 * 1_024),
  ]),
});

const limitChanges = settingsSchema.pick({ keepDays: true, keepWebhooks: true, keepBytes: true }).partial();

const checkedFile = z.object({
  name: z.enum(['capture.db', 'index.db', 'app.db']),
  bytes: z.number().int(),
  /** What SQLite says is wrong; empty where all is right. */
  problems: z.array(text).max(100).readonly(),
});

const compaction = z.object({ freedBytes: z.number().int(), leftBytes: z.number().int() });

const receiverState = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('listening'),
    port: z.number().int(),
    /** The port that was asked for and was taken; null where we have it. */
    wantedPort: z.number().int().nullable(),
    baseUrl: text,
  }),
  z.object({ state: z.literal('stopped') }),
  z.object({ state: z.literal('failed'), message: text }),
]);

const address = z.string().max(10_000).nullable();
const apiKey = z
  .string()
  .max(64)
  .regex(/^[\w-]{1,64}$/, 'An API key has letters and digits only.');
/** The id of an application, or `account-sms` for the account's own addresses of the SMS API. */
const holder = z.string().trim().min(1).max(100);
/** An address at Vonage, such as `messages.inbound_url`. */
const slotName = z.string().min(1).max(100);

/** Addresses at Vonage that are not as they were before us. */
const openSwitch = z.object({
  id,
  apiKey: text,
  holder: text,
  name: text,
  /** `conflict`: somebody else has changed one of them, and the person decides. */
  state: z.enum(['planned', 'applied', 'verified', 'restoring', 'conflict']),
  /** Why they could not be put back, or what else is to be known, as sentences. */
  problem: text.nullable(),
  slots: z
    .array(
      z.object({
        name: slotName,
        original: address,
        ours: text,
        /** Put back already, or left to somebody else. */
        settled: z.boolean(),
        /** Somebody else's address, where that is to be decided. */
        theirs: z.object({ address }).nullable(),
      }),
    )
    .max(100)
    .readonly(),
});

const previewRow = z.object({
  name: slotName,
  capability: text,
  current: address,
  next: text,
  method: text.nullable(),
  /** Offered as chosen. */
  usual: z.boolean(),
  /** What was there before the switch. */
  original: address,
  isSwitched: z.boolean(),
});

const tunnelState = z.object({
  /** `online`: a probe came back through the public address, and none has been lost since. */
  state: z.enum(['offline', 'connecting', 'online', 'reconnecting']),
  kind: tunnelKind.nullable(),
  /** The public base address, without a slash at its end; null until there is one. */
  url: text.nullable(),
  /** What it was before it changed; null where it has not. */
  previousUrl: text.nullable(),
  /** Why it is not online, in words that say what to do; null where there is nothing to say. */
  problem: z.object({ code: text, message: text }).nullable(),
  /** There and back of the last probe; null while not online. */
  latencyMs: z.number().int().nullable(),
});

const appState = z.object({
  version: text,
  dataFolder: text,
  receiver: receiverState,
  /** Null while webhooks can be stored; else why not, as a sentence. Vonage gets 503 meanwhile. */
  storingProblem: text.nullable(),
  /** Requests that were no HTTP and could not be stored, since the start. */
  brokenRequests: z.number().int(),
  /** Webhooks stored and not removed. */
  stored: z.number().int(),
  /** Webhooks that are stored and that lists, filters and search do not know yet. */
  behind: z.number().int(),
  /** Bytes on disk of all database files. */
  diskBytes: z.number().int(),
  /** While verdicts of the history are made anew, after secrets or settings have changed: how many ids of how many. */
  recheck: z.object({ checked: z.number().int(), of: z.number().int() }).nullable(),
  /** Whose addresses at Vonage are not as they were before us; empty while the address switch is off. */
  switches: z.array(openSwitch).readonly(),
  tunnel: tunnelState,
  tunnelUsage,
  /** ngrok's authtoken: `unreadable` where the vault that sealed it can't open it here. */
  authtoken: z.enum(['none', 'kept', 'unreadable']),
  /** While an index is built anew from the record, newest first: how many ids of how many. */
  rebuild: z.object({ done: z.number().int(), of: z.number().int() }).nullable(),
  /** Bytes on disk of each database, with its log. */
  files: z.object({ capture: z.number().int(), index: z.number().int(), app: z.number().int() }),
  /** What is free inside of the files: used again first, or given back by compacting. */
  freeBytes: z.number().int(),
  compaction: compaction.nullable(),
  /** What is damaged and does not mend itself. Of the record the person has to decide. */
  damage: z.object({ sentence: text, isRecord: z.boolean() }).nullable(),
  /** Damaged records that were moved away, never to be written again. */
  setAside: z.array(z.object({ file: text, bytes: z.number().int() })).readonly(),
});

export const requests = {
  'app:state': { input: z.void(), output: appState },
  'settings:get': { input: z.void(), output: settingsSchema },
  'settings:set': { input: settingsSchema.omit({ vault: true }).partial(), output: settingsSchema },
  /**
   * Where it asks for what is new, the answer has the newest rows and their deliveries with it: they are on screen
   * without a second question.
   */
  'list:ids': {
    input: listQuery,
    output: listIds.extend({ rows: z.array(webhookRow), deliveries: z.array(latestDelivery) }),
  },
  'list:rows': { input: z.object({ ids: z.array(id).max(500) }), output: z.array(webhookRow) },
  'list:counts': { input: z.void(), output: counts },
  'filters:list': { input: z.void(), output: z.array(savedFilter) },
  /** A name that is there already gets the new filter. */
  'filters:save': {
    input: z.object({ name: z.string().trim().min(1).max(60), filter: filterText }),
    output: savedFilter,
  },
  'filters:remove': { input: z.object({ id }), output: z.void() },
  /** How many webhooks each of them matches; null where that is not known. */
  'filters:counts': {
    input: z.object({ filters: z.array(filterText).max(100) }),
    output: z.array(z.number().int().nullable()),
  },
  'webhook:get': { input: z.object({ id }), output: webhookDetail.nullable() },
  'webhook:message': { input: z.object({ id }), output: messageDetail.nullable() },
  'messages:ids': { input: messageQuery, output: z.object({ ids: idArray, upTo: z.number().int() }) },
  'messages:rows': { input: z.object({ ids: z.array(id).max(500) }), output: z.array(listedMessage) },
  'message:get': { input: z.object({ messageId: z.string().max(256) }), output: messageDetail.nullable() },
  'webhook:star': { input: z.object({ ids, starred: z.boolean() }), output: z.void() },
  /** Removes webhooks from every list. They stay restorable until the app quits or 10 minutes have passed. */
  'webhook:remove': {
    input: z.object({ ids }),
    output: z.object({ removal: z.number().int(), count: z.number().int() }),
  },
  'webhook:restore': { input: z.object({ removal: z.number().int() }), output: z.object({ restored: z.boolean() }) },
  'accounts:list': { input: z.void(), output: z.object({ accounts: z.array(account).readonly() }) },
  /** Makes an account where `id` is null. */
  'accounts:save': { input: accountFields.extend({ id: id.nullable() }), output: z.object({ id }) },
  'accounts:remove': { input: z.object({ id }), output: z.void() },
  /** Adds a signature secret, or sets the one for SMS or for Vonage's API. It can't be read again. */
  'secrets:set': {
    input: z.object({ account: id, use: secretUse, label: name, text: z.string().min(1).max(2_000) }),
    output: z.void(),
  },
  'secrets:clear': { input: z.object({ id }), output: z.void() },
  'vault:state': { input: z.void(), output: vaultState },
  /** Moves all secrets that can be read into this vault. */
  'vault:choose': { input: z.object({ kind: vaultKind }), output: vaultState },
  /** Every step of the check, and the cause where it fails. Null where the webhook is gone. */
  'signature:explain': { input: z.object({ id }), output: explanation.nullable() },
  /** The same for headers and body, or a cURL command. */
  'signature:explain-text': { input: z.object({ text: z.string().max(16_000_000) }), output: explanation },
  /** Asks Vonage for the applications of an account. */
  'switch:applications': {
    input: z.object({ apiKey }),
    output: z.object({
      applications: z.array(z.object({ id: text, name: text, capabilities: z.array(text).readonly() })).readonly(),
    }),
  },
  /** What the addresses are, and would be. `base` is the public address in front of the receiver. */
  'switch:preview': {
    input: z.object({ apiKey, holder, base: z.string().max(2_000) }),
    output: z.object({ name: text, rows: z.array(previewRow).max(100).readonly() }),
  },
  /** Changes the chosen addresses, each only while it is the one that was seen. */
  'switch:apply': {
    input: z.object({
      apiKey,
      holder,
      base: z.string().max(2_000),
      chosen: z
        .array(z.object({ name: slotName, seen: address }))
        .min(1)
        .max(100),
    }),
    output: z.void(),
  },
  /** Puts one back, or all; what can't be put back now is in the app's state with its reason. */
  'switch:restore': { input: z.object({ id: id.nullable() }), output: z.void() },
  /** What is to become of somebody else's addresses, each as it was seen. */
  'switch:resolve': {
    input: z.object({
      id,
      answers: z
        .array(z.object({ name: slotName, choice: z.enum(['theirs', 'original']), seen: address }))
        .min(1)
        .max(100),
    }),
    output: z.void(),
  },
  /** The person has put them back by hand. */
  'switch:forget': { input: z.object({ id }), output: z.void() },
  /** Begins; `app:changed` tells what becomes of it. Remembers the domain or the address. */
  'tunnel:go-online': {
    input: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('ngrok'), domain: z.string().max(300) }),
      z.object({ kind: z.literal('custom'), url: z.string().max(2_000) }),
    ]),
    output: tunnelState,
  },
  'tunnel:go-offline': { input: z.void(), output: tunnelState },
  /** It can't be read again. */
  'authtoken:set': { input: z.object({ text: z.string().max(500) }), output: z.void() },
  'authtoken:clear': { input: z.void(), output: z.void() },
  /** How many webhooks other limits would delete; null where that is not known. Nothing changes. */
  'keep:count-beyond': { input: limitChanges, output: z.object({ webhooks: z.number().int().nullable() }) },
  /** Builds the index anew. Answers when the new one is there; the history follows in the background. */
  'keep:rebuild': { input: z.void(), output: z.void() },
  /** Gives free space back to the disk, a step at a time. */
  'keep:compact': { input: z.void(), output: compaction.extend({ isCancelled: z.boolean() }) },
  'keep:cancel-compact': { input: z.void(), output: z.void() },
  /** Reads every page of the databases. */
  'keep:check': { input: z.void(), output: z.array(checkedFile) },
  /** Writes what can be read of a record that was set aside as JSON Lines beside it. */
  'record:save-readable': {
    input: z.object({ name: z.string().max(200) }),
    output: z.object({ webhooks: z.number().int(), gaps: z.number().int(), file: text }),
  },
  /** Moves a damaged record aside and starts the app again with a new one. */
  'record:set-aside': { input: z.void(), output: z.void() },
  /** Sends one signed sample through the real receiver. */
  'sample:send': { input: z.void(), output: z.object({ messageId: text }) },
  ...deliveryRequests,
  ...noteRequests,
  ...simulateRequests,
  ...ruleRequests,
  ...setupRequests,
} as const;

export const events = {
  /** What the index knows now. At most one each 16 ms; carries no rows, so its size does not grow with the rate. */
  'webhooks:changed': z.object({
    /** Highest id that is in the index. */
    upTo: z.number().int(),
    stored: z.number().int(),
    /** True where rows that a list may show have changed or gone: read the list again. */
    reread: z.boolean(),
    /** Rows from this id on may be marked otherwise than before: repeated, late, out of order. Null where none is. */
    changedFrom: id.nullable(),
  }),
  'app:changed': appState,
  'settings:changed': settingsSchema,
  ...deliveryEvents,
  ...simulateEvents,
  ...ruleEvents,
} as const;

export type Channel = keyof typeof requests;
export type Input<C extends Channel> = z.output<(typeof requests)[C]['input']>;
export type Output<C extends Channel> = z.output<(typeof requests)[C]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;

export type ViewName = z.output<typeof viewName>;
export type ListIds = z.output<typeof listIds>;
export type ListQuery = z.output<typeof listQuery>;
export type Sort = z.output<typeof sort>;
export type SortColumn = Sort['column'];
export type WebhookRow = z.output<typeof webhookRow>;
export type WebhookDetail = z.output<typeof webhookDetail>;
export type MessageQuery = z.output<typeof messageQuery>;
export type ListedMessage = z.output<typeof listedMessage>;
export type MessageRow = z.output<typeof messageRow>;
export type MessageDetail = z.output<typeof messageDetail>;
export type SavedFilter = z.output<typeof savedFilter>;
export type Counts = z.output<typeof counts>;
export type Settings = z.output<typeof settingsSchema>;
export type SettingsChanges = Input<'settings:set'>;
export type LimitChanges = z.output<typeof limitChanges>;
export type CheckedFile = z.output<typeof checkedFile>;
export type Account = z.output<typeof account>;
export type Explanation = z.output<typeof explanation>;
export type ReceiverState = z.output<typeof receiverState>;
export type OpenSwitch = z.output<typeof openSwitch>;
export type PreviewRow = z.output<typeof previewRow>;
export type TunnelState = z.output<typeof tunnelState>;
export type TunnelChoice = Input<'tunnel:go-online'>;
export type AppState = z.output<typeof appState>;
