import { JWT_REASONS, SMS_REASONS } from '../signature.ts';
import { KINDS } from '../vonage/kinds.ts';

/** One `word:` of the language, in plain words for suggestions and for the documentation. */
export interface FilterWord {
  readonly name: WordName;
  /** What follows the colon. */
  readonly takes: 'values' | 'amount' | 'time' | 'text';
  /** What it looks at, as it is said after "Webhooks by". */
  readonly about: string;
  readonly examples: readonly string[];
  /** Nothing but these, where the words are ours; known ones to suggest, where Vonage may add to them. */
  readonly values: readonly FilterValue[];
  readonly isClosed: boolean;
}

export interface FilterValue {
  readonly value: string;
  readonly about: string;
}

export type ValueWord = (typeof VALUE_WORDS)[number];
export type AmountWord = (typeof AMOUNT_WORDS)[number];
export type TimeWord = (typeof TIME_WORDS)[number];
export type WordName = ValueWord | AmountWord | TimeWord | 'text' | 'contains';

export const VALUE_WORDS = [
  'kind',
  'api',
  'channel',
  'status',
  'error',
  'from',
  'to',
  'number',
  'id',
  'account',
  'sig',
  'via',
  'is',
  'has',
] as const;
export const AMOUNT_WORDS = ['took', 'size', 'answer'] as const;
export const TIME_WORDS = ['after', 'before', 'on'] as const;

const value = (name: string, about: string): FilterValue => ({ value: name, about });

const KIND_GROUPS = [
  value('status', 'every status and delivery receipt'),
  value('inbound', 'everything that people sent'),
  value('other', 'calls, verifications and all the rest'),
];

/** The `kind:` words that stand for a built-in view. */
export const KIND_GROUP_NAMES: ReadonlySet<string> = new Set(KIND_GROUPS.map((group) => group.value));

const kinds = new Map(KINDS.map(({ kind, label }) => [kind, value(kind, label.toLowerCase())]));
const apis = [...new Set(KINDS.map(({ api }) => api))];

const AGO = [
  value('-15m', 'the last 15 minutes'),
  value('-1h', 'the last hour'),
  value('-24h', 'the last 24 hours'),
  value('-7d', 'the last seven days'),
];
const DAYS = [value('today', 'today'), value('yesterday', 'yesterday')];

const open = (values: readonly string[]): readonly FilterValue[] => values.map((name) => value(name, name));

/** Every word of the language, in the order in which they are suggested. */
export const FILTER_WORDS: readonly FilterWord[] = [
  {
    name: 'kind',
    takes: 'values',
    about: 'the kind of webhook',
    examples: ['kind:status', 'kind:inbound-sms,delivery-receipt'],
    values: [...KIND_GROUPS, ...kinds.values()],
    isClosed: true,
  },
  {
    name: 'status',
    takes: 'values',
    about: 'the status that Vonage reports',
    examples: ['status:rejected', 'status:delivered,read'],
    values: open(['submitted', 'delivered', 'read', 'rejected', 'undeliverable', 'failed', 'expired', 'accepted']),
    isClosed: false,
  },
  {
    name: 'channel',
    takes: 'values',
    about: 'the channel of the message',
    examples: ['channel:whatsapp'],
    values: open(['sms', 'mms', 'whatsapp', 'messenger', 'viber_service', 'rcs']),
    isClosed: false,
  },
  {
    name: 'from',
    takes: 'values',
    about: 'the sender',
    examples: ['from:447700900001', 'from:4479*'],
    values: [],
    isClosed: false,
  },
  { name: 'to', takes: 'values', about: 'the recipient', examples: ['to:4479*'], values: [], isClosed: false },
  {
    name: 'number',
    takes: 'values',
    about: 'the sender or the recipient',
    examples: ['number:447700900001'],
    values: [],
    isClosed: false,
  },
  {
    name: 'error',
    takes: 'values',
    about: 'the error code that Vonage reports',
    examples: ['error:1320', 'error:13*'],
    values: [],
    isClosed: false,
  },
  {
    name: 'id',
    takes: 'values',
    about: 'the id of the message, call or request',
    examples: ['id:aaaaaaaa-0000-4000-8000-000000000001'],
    values: [],
    isClosed: false,
  },
  {
    name: 'is',
    takes: 'values',
    about: 'a mark',
    examples: ['is:starred', 'is:problem'],
    values: [
      value('starred', 'webhooks that you starred'),
      value('problem', 'failed states, failed signatures, the wrong path, bodies that are not whole'),
      value('duplicate', 'webhooks that Vonage sent before'),
      value('late', 'what came after a final status of its message'),
      value('out-of-order', 'what came before one that precedes it'),
      value('misrouted', 'what came on the path of another kind'),
      value('incomplete', 'webhooks whose body is not whole'),
    ],
    isClosed: true,
  },
  {
    name: 'has',
    takes: 'values',
    about: 'something that not every webhook has',
    examples: ['has:error'],
    values: [
      value('error', 'an error code'),
      value('note', 'a note that you wrote'),
      value('findings', 'something noticed about its payload'),
      value('status', 'a status'),
      value('channel', 'a channel'),
      value('from', 'a sender'),
      value('to', 'a recipient'),
      value('id', 'an id'),
      value('account', 'a known account'),
    ],
    isClosed: true,
  },
  {
    name: 'sig',
    takes: 'values',
    about: 'the outcome of the signature check, or why',
    examples: ['sig:failed'],
    values: [
      value('verified', 'the signature is right'),
      value('failed', 'the signature is wrong'),
      value('unsigned', 'there is no signature'),
      value('no-secret', 'the secret to check it is not known'),
      ...[...JWT_REASONS, ...SMS_REASONS].map((reason) => value(reason, reason.replaceAll('_', ' '))),
    ],
    isClosed: true,
  },
  {
    name: 'after',
    takes: 'time',
    about: 'arrival at a time or later',
    examples: ['after:-2h', 'after:2026-11-20T10:00'],
    values: [...AGO, ...DAYS],
    isClosed: false,
  },
  {
    name: 'before',
    takes: 'time',
    about: 'arrival before a time',
    examples: ['before:-30m', 'before:today'],
    values: [...AGO.map(({ value: ago, about }) => value(ago, `before ${about}`)), ...DAYS],
    isClosed: false,
  },
  {
    name: 'on',
    takes: 'time',
    about: 'arrival on a day, or within a minute',
    examples: ['on:yesterday', 'on:2026-11-20'],
    values: DAYS,
    isClosed: false,
  },
  {
    name: 'took',
    takes: 'amount',
    about: 'the time until the answer',
    examples: ['took:>500ms', 'took:<2s'],
    values: [
      value('>100ms', 'more than 100 ms'),
      value('>500ms', 'more than half a second'),
      value('>2s', 'more than 2 s'),
    ],
    isClosed: false,
  },
  {
    name: 'answer',
    takes: 'amount',
    about: 'the status that the receiver answered',
    examples: ['answer:200', 'answer:>=500'],
    values: [value('200', '200'), value('>=400', 'an error'), value('503', '503: it could not be stored')],
    isClosed: false,
  },
  {
    name: 'size',
    takes: 'amount',
    about: 'the size of the body',
    examples: ['size:>10kb'],
    values: [value('>10kb', 'more than 10 KB'), value('>1mb', 'more than 1 MB')],
    isClosed: false,
  },
  {
    name: 'api',
    takes: 'values',
    about: 'the product of Vonage’s that sent it',
    examples: ['api:messages-v1'],
    values: open(apis),
    isClosed: true,
  },
  {
    name: 'account',
    takes: 'values',
    about: 'the API key that it belongs to',
    examples: ['account:abcd1234'],
    values: [],
    isClosed: false,
  },
  {
    name: 'via',
    takes: 'values',
    about: 'the way by which it came',
    examples: ['via:tunnel'],
    values: [
      value('local', 'this machine'),
      value('tunnel', 'the public address'),
      value('simulator', 'the simulator'),
      value('import', 'an imported file'),
    ],
    isClosed: true,
  },
  {
    name: 'text',
    takes: 'text',
    about: 'words that follow one another, anywhere in the webhook or in its note',
    examples: ['text:"order 12"'],
    values: [],
    isClosed: false,
  },
  {
    name: 'contains',
    takes: 'text',
    about: 'any characters, exactly as the body has them',
    examples: ['contains:"\\"text\\": \\"a"'],
    values: [],
    isClosed: false,
  },
];

const byName = new Map<string, FilterWord>(FILTER_WORDS.map((word) => [word.name, word]));

/** A word by its name, in any case. */
export function findWord(name: string): FilterWord | null {
  return byName.get(name.toLowerCase()) ?? null;
}

export function isValueWord(name: WordName): name is ValueWord {
  return (VALUE_WORDS as readonly string[]).includes(name);
}

export function isAmountWord(name: WordName): name is AmountWord {
  return (AMOUNT_WORDS as readonly string[]).includes(name);
}

export function isTimeWord(name: WordName): name is TimeWord {
  return (TIME_WORDS as readonly string[]).includes(name);
}
