import type { Bridge } from '../../shared/bridge.ts';
import type {
  AppState,
  Channel,
  CheckedFile,
  EventName,
  EventPayload,
  Explanation,
  Input,
  MessageDetail,
  Output,
  SavedFilter,
  Settings,
  SettingsChanges,
  Sort,
  ViewName,
  WebhookDetail,
  WebhookRow,
} from '../../shared/contract.ts';
import type { FilteredWebhook } from '../../shared/filter/matches-filter.ts';
import { matchesFilter } from '../../shared/filter/matches-filter.ts';
import { readFilter } from '../../shared/filter/parse-filter.ts';
import { anExplanation, FakeAccounts } from './fake-accounts.ts';
import { FakeDeliveries } from './fake-deliveries.ts';
import { failure, type Reply } from '../../shared/reply.ts';
import type { Simulation } from '../../shared/contract/simulate.ts';
import { FakeRules } from './fake-rules.ts';
import { FakeSetup } from './fake-setup.ts';
import { FakeSimulator } from './fake-simulator.ts';
import { FakeNotes } from './fake-notes.ts';
import { FakeMessages } from './fake-messages.ts';
import { FakeSwitches } from './fake-switches.ts';
import { readSamples, type Sample } from './samples.ts';

type Handlers = { [C in Channel]: (input: Input<C>) => Output<C> };
type Listeners = { [E in EventName]: Set<(payload: EventPayload<E>) => void> };

const START = Date.now() * 1_000;

/** The core as the window sees it, in memory: webhooks are samples, made when they are asked for. */
export class FakeBridge implements Bridge {
  readonly samples: readonly Sample[];
  /** Which questions were asked, in their order. */
  readonly asked: { readonly channel: Channel; readonly input: unknown }[] = [];
  state: AppState = {
    version: '0.1.0',
    dataFolder: '/home/ada/.config/webhook-inspector',
    receiver: { state: 'listening', port: 4747, wantedPort: null, baseUrl: 'http://127.0.0.1:4747' },
    storingProblem: null,
    brokenRequests: 0,
    stored: 0,
    behind: 0,
    diskBytes: 0,
    recheck: null,
    switches: [],
    tunnel: { state: 'offline', kind: null, url: null, previousUrl: null, problem: null, latencyMs: null },
    tunnelUsage: { month: '2026-11', probes: 0, webhooks: 0 },
    authtoken: 'none',
    rebuild: null,
    files: { capture: 0, index: 0, app: 36_864 },
    freeBytes: 0,
    compaction: null,
    damage: null,
    setAside: [],
  };
  settings: Settings = {
    theme: 'system',
    density: 'comfortable',
    port: 4747,
    bodyLimit: 10 * 1_024 * 1_024,
    answerStatus: 200,
    signatureAgeLimit: 300,
    rejectOldSignatures: false,
    answer401ToFailed: false,
    answer503ToUnsigned: false,
    vault: null,
    tunnel: 'ngrok',
    ngrokDomain: '',
    customUrl: '',
    setupApplication: null,
    keepDays: 30,
    keepWebhooks: 1_000_000,
    keepBytes: 5 * 1_024 ** 3,
  };
  readonly accounts = new FakeAccounts();
  readonly deliveries = new FakeDeliveries(() => {
    this.#emit('targets:changed', this.deliveries.targets);
    this.#emit('deliveries:changed', { newest: this.deliveries.deliveries.length, runs: this.deliveries.runs });
  });
  readonly simulator = new FakeSimulator();
  readonly rules = new FakeRules(() => this.#emit('rules:changed', this.rules.rules));
  readonly setup = new FakeSetup();
  readonly notes = new FakeNotes(() => this.#tell(true));
  readonly switches = new FakeSwitches((switches) => this.change({ switches }));
  /** What the doctor says of each webhook, and of pasted text where it is the text. */
  readonly explanations = new Map<number | string, Explanation>();
  /** How many webhooks any other limits would delete. */
  beyond: number | null = 0;
  checked: CheckedFile[] = [
    { name: 'capture.db', bytes: 2_310_144, problems: [] },
    { name: 'index.db', bytes: 1_204_224, problems: [] },
    { name: 'app.db', bytes: 36_864, problems: [] },
  ];
  /** The message of each webhook, by the webhook's id; none where a test gives none. */
  readonly messages = new Map<number, MessageDetail>();
  /** Fails the next question on a channel. */
  readonly failing = new Map<Channel, string>();
  /** With which code it then fails. */
  failureCode = 'failed';
  /** What the answers on a channel wait for. */
  readonly holding = new Map<Channel, Promise<void>>();
  /** Waits before each answer. */
  delayMs = 0;

  #upTo = 0;
  #searchedTo = 0;
  #chosen: Uint16Array = new Uint16Array(1_024);
  #receivedAt: Float64Array = new Float64Array(1_024);
  #own = new Map<number, Sample>();
  #starred = new Set<number>();
  #removed = new Set<number>();
  #removals: (readonly number[] | undefined)[] = [];
  #listeners: Listeners = {
    'webhooks:changed': new Set(),
    'app:changed': new Set(),
    'settings:changed': new Set(),
    'targets:changed': new Set(),
    'deliveries:changed': new Set(),
    'simulation:changed': new Set(),
    'rules:changed': new Set(),
  };

  constructor(count = 0, samples: readonly Sample[] = readSamples()) {
    this.samples = samples;
    this.#grow(count, (id) => START - (count - id) * 1_370_211 - 4_000_000);
  }

  readonly subscribe: Bridge['subscribe'] = (event, listener) => {
    this.#listeners[event].add(listener);
    return () => void this.#listeners[event].delete(listener);
  };

  readonly invoke: Bridge['invoke'] = async <C extends Channel>(
    channel: C,
    input: Input<C>,
  ): Promise<Reply<Output<C>>> => {
    this.asked.push({ channel, input });
    await new Promise((resolve) => {
      setTimeout(resolve, this.delayMs);
    });
    await this.holding.get(channel);
    const message = this.failing.get(channel);
    if (message !== undefined) return failure(this.failureCode, message);
    return { ok: true, value: this.#handlers[channel](input) };
  };

  /** The id of the webhook that came last. */
  get newest(): number {
    return this.#upTo;
  }

  /** Webhooks arrive, taken from the samples in turn, and the window is told. */
  arrive(count = 1): void {
    this.#grow(count);
    this.#tell(false);
  }

  /** One webhook of the test's own arrives. Gives back its id. */
  receive(sample: Sample): number {
    this.#grow(1);
    this.#own.set(this.#upTo, sample);
    this.#tell(false);
    return this.#upTo;
  }

  /** A later webhook makes this one late, out of order or a repetition. */
  mark(id: number, marks: Partial<WebhookRow>): void {
    const sample = this.#sampleOf(id);
    this.#own.set(id, { ...sample, row: { ...sample.row, ...marks } });
    this.#tell(false, id);
  }

  #simulated(simulation: Simulation): Simulation {
    this.#emit('simulation:changed', simulation);
    return simulation;
  }

  change(state: Partial<AppState>): void {
    this.state = { ...this.state, ...state };
    this.#emit('app:changed', this.state);
  }

  savedFilters: readonly SavedFilter[] = [];
  /** How many webhooks one answer reads where bodies are searched. */
  bodiesAtOnce = 50_000;

  #handlers: Handlers = {
    'app:state': () => this.#stateNow(),
    'settings:get': () => this.settings,
    'settings:set': (changes) => {
      this.settings = { ...this.settings, ...withoutGaps(changes) };
      this.#emit('settings:changed', this.settings);
      return this.settings;
    },
    'list:ids': ({ view, filter, sort, after, below }) => {
      const end = Math.min(this.#upTo, (below ?? Infinity) - 1);
      const begin = filter.includes('contains:') ? Math.max(after, end - this.bodiesAtOnce) : after;
      const left = begin <= after ? null : { below: begin + 1, searched: (this.#upTo - begin) / this.#upTo };
      // A sorted answer has all that was found above as well; below 1 there is nothing more.
      if (below !== 1) this.#searchedTo = begin;
      const ids = this.#list(view, filter, sort ? this.#searchedTo : begin).filter((id) => sort || id <= end);
      const rows = after > 0 && !sort ? Array.from(ids.slice(-60), (id) => this.row(id)) : [];
      return {
        ids: sort ? this.#sorted(ids, sort) : ids,
        upTo: this.#upTo,
        left,
        rows,
        deliveries: this.deliveries.latest(rows.map((row) => row.id)),
      };
    },
    'list:rows': ({ ids }) => ids.filter((id) => this.#exists(id)).map((id) => this.row(id)),
    'list:counts': () => ({
      all: this.#upTo - this.#removed.size,
      inbound: this.#count('inbound'),
      statuses: this.#count('statuses'),
      other: this.#count('other'),
      problems: this.#count('problems'),
      starred: this.#list('starred', '', 0).length,
    }),
    'filters:list': () => [...this.savedFilters],
    'filters:save': ({ name, filter }) => {
      const known = this.savedFilters.find((saved) => saved.name === name);
      const saved = { id: known?.id ?? this.savedFilters.length + 1, name, filter };
      this.savedFilters = [...this.savedFilters.filter(({ id }) => id !== saved.id), saved];
      return saved;
    },
    'filters:remove': ({ id }) => {
      this.savedFilters = this.savedFilters.filter((saved) => saved.id !== id);
    },
    'filters:counts': ({ filters }) => filters.map((filter) => this.#list('all', filter, 0).length),
    'webhook:get': ({ id }) => (this.#exists(id) ? this.#detail(id) : null),
    'webhook:message': ({ id }) => this.messages.get(id) ?? null,
    'messages:ids': (query) => ({ ids: this.#messagesNow().ids(query), upTo: this.#upTo }),
    'messages:rows': ({ ids }) => this.#messagesNow().rows(ids),
    'message:get': ({ messageId }) =>
      [...this.messages.values()].find(({ row }) => row.messageId === messageId) ?? this.#messagesNow().get(messageId),
    'webhook:star': ({ ids, starred }) => {
      for (const id of ids) {
        if (starred) this.#starred.add(id);
        else this.#starred.delete(id);
      }
      this.#tell(true);
    },
    'webhook:remove': ({ ids }) => {
      const there = ids.filter((id) => this.#exists(id));
      for (const id of there) this.#removed.add(id);
      this.#removals.push(there);
      this.#tell(true);
      return { removal: this.#removals.length, count: there.length };
    },
    'webhook:restore': ({ removal }) => {
      const ids = this.#removals[removal - 1];
      this.#removals[removal - 1] = undefined;
      for (const id of ids ?? []) this.#removed.delete(id);
      this.#tell(true);
      return { restored: ids !== undefined };
    },
    'accounts:list': () => ({ accounts: this.accounts.accounts }),
    'accounts:save': (fields) => this.accounts.save(fields),
    'accounts:remove': ({ id }) => this.accounts.remove(id),
    'secrets:set': (secret) => this.accounts.setSecret(secret),
    'secrets:clear': ({ id }) => this.accounts.clearSecret(id),
    'vault:state': () => this.accounts.vault,
    'vault:choose': ({ kind }) => {
      this.accounts.vault = { ...this.accounts.vault, chosen: kind };
      return this.accounts.vault;
    },
    'signature:explain': ({ id }) => (this.#exists(id) ? (this.explanations.get(id) ?? anExplanation()) : null),
    'signature:explain-text': ({ text }) => this.explanations.get(text) ?? anExplanation(),
    'switch:applications': () => ({ applications: this.switches.applications }),
    'switch:preview': ({ holder, base }) => this.switches.preview(holder, base),
    'switch:apply': (request) => this.switches.apply(request),
    'switch:restore': ({ id }) => this.switches.restore(id),
    'switch:resolve': ({ id }) => this.switches.restore(id),
    'switch:forget': ({ id }) => this.switches.restore(id),
    'tunnel:go-online': (choice) => {
      const url = choice.kind === 'custom' ? choice.url : 'https://vonage-dev.ngrok-free.app';
      this.change({ tunnel: { ...this.state.tunnel, state: 'online', kind: choice.kind, url, latencyMs: 48 } });
      return this.state.tunnel;
    },
    'tunnel:go-offline': () => {
      this.change({ tunnel: { ...this.state.tunnel, state: 'offline', kind: null, url: null, latencyMs: null } });
      return this.state.tunnel;
    },
    'authtoken:set': () => this.change({ authtoken: 'kept' }),
    'authtoken:clear': () => this.change({ authtoken: 'none' }),
    'keep:count-beyond': () => ({ webhooks: this.beyond }),
    'keep:rebuild': () => {},
    'keep:compact': () => {
      const { freeBytes } = this.state;
      this.change({ freeBytes: 0 });
      return { freedBytes: freeBytes, leftBytes: 0, isCancelled: false };
    },
    'keep:cancel-compact': () => this.change({ compaction: null }),
    'keep:check': () => this.checked,
    'record:save-readable': ({ name }) => ({
      webhooks: 1_204,
      gaps: 2,
      file: `/data/${name.replace('.db', '.jsonl')}`,
    }),
    'record:set-aside': () => {},
    'sample:send': () => {
      const sample = this.samples.find(({ name }) => name === 'messages-v1-inbound-whatsapp-text') ?? this.samples[0];
      if (!sample) throw new Error('no samples');
      this.receive(sample);
      return { messageId: sample.row.messageId ?? '' };
    },
    ...this.deliveries.handlers,
    ...this.notes.handlers,
    'simulate:catalogue': () => ({ entries: this.simulator.entries, lives: this.simulator.lives }),
    'simulate:draft': (wanted) => this.simulator.draft(wanted),
    'simulate:draft-of': ({ id }) => ({
      path: '/webhooks/inbound-message',
      encoding: 'json',
      signing: 'jwt',
      text: JSON.stringify({ message_uuid: `of webhook ${id}` }),
    }),
    'simulate:life': (wanted) => this.simulator.life(wanted),
    'simulate:send': ({ count }) => this.#simulated(this.simulator.run(count)),
    'simulate:run': () => this.#simulated(this.simulator.run(3, [null, 'sent again', 'bad signature'])),
    'simulate:stop': () => this.simulator.current,
    'simulate:state': () => this.simulator.current,
    ...this.rules.handlers,
    'setup:report': () => this.setup.report,
    'setup:ask': () => {
      const report = this.setup.ask();
      this.change({});
      return report;
    },
    'switch:look': ({ id }) => this.switches.look(id),
  };

  /** All of them anew: the webhooks of a test are few. */
  #messagesNow(): FakeMessages {
    const there = Array.from({ length: this.#upTo }, (_, index) => index + 1).filter(this.#exists);
    return new FakeMessages(
      there.map((id) => {
        const sample = this.#sampleOf(id);
        return { id, sample, receivedAt: this.#receivedAt[id] ?? 0, sentAt: sample.detail.sentAt };
      }),
    );
  }

  row(id: number): WebhookRow {
    const sample = this.#sampleOf(id);
    return {
      ...sample.row,
      id,
      receivedAt: this.#receivedAt[id] ?? 0,
      durationUs: 620 + ((id * 7_919) % 4_200) + (id % 37 === 0 ? 61_000 : 0),
      starred: this.#starred.has(id),
      hasNote: this.notes.has(id),
    };
  }

  #detail(id: number): WebhookDetail {
    const sample = this.#sampleOf(id);
    const row = this.row(id);
    return {
      ...sample.detail,
      row,
      sentAt: sample.detail.sentAt === null ? null : Math.round(row.receivedAt / 1_000) - 842,
    };
  }

  #grow(count: number, receivedAt: (id: number) => number = () => Date.now() * 1_000): void {
    const length = this.#upTo + count + 1;
    if (length > this.#chosen.length) {
      const larger = new Uint16Array(length * 2);
      larger.set(this.#chosen);
      this.#chosen = larger;
      const times = new Float64Array(length * 2);
      times.set(this.#receivedAt);
      this.#receivedAt = times;
    }
    for (let id = this.#upTo + 1; id < length; id += 1) {
      this.#chosen[id] = (id * 89 + (id % 11) * 53) % this.samples.length;
      this.#receivedAt[id] = receivedAt(id);
    }
    this.#upTo += count;
  }

  #sampleOf(id: number): Sample {
    const sample = this.#own.get(id) ?? this.samples[this.#chosen[id] ?? 0];
    if (!sample) throw new Error('no samples');
    return sample;
  }

  #exists = (id: number): boolean => id > 0 && id <= this.#upTo && !this.#removed.has(id);

  #list(view: ViewName, text: string, after: number): Uint32Array {
    const ids: number[] = [];
    const filter = readFilter(text);
    const now = Date.now();
    for (let id = after + 1; id <= this.#upTo; id += 1) {
      if (!this.#exists(id)) continue;
      const sample = this.#sampleOf(id);
      if (this.#fits(id, sample, view) && (text === '' || matchesFilter(filter, this.#filtered(id), now))) ids.push(id);
    }
    return Uint32Array.from(ids);
  }

  /** By size, or else by answer: how columns are compared is main's affair. */
  #sorted(ids: Uint32Array, { column, direction }: Sort): Uint32Array {
    const keyOf = (id: number): number => (column === 'size' ? this.row(id).bodyBytes : this.row(id).answerStatus);
    const ascending = ids.toSorted((left, right) => keyOf(left) - keyOf(right) || left - right);
    return direction === 'ascending' ? ascending : ascending.toReversed();
  }

  #filtered(id: number): FilteredWebhook {
    const { view, searched, detail } = this.#sampleOf(id);
    const row = this.row(id);
    const marks: Readonly<Record<string, boolean>> = {
      starred: row.starred,
      problem: this.#fits(id, this.#sampleOf(id), 'problems'),
      duplicate: row.duplicateOf !== null,
      late: row.late,
      'out-of-order': row.outOfOrder,
      misrouted: row.misroutedTo !== null,
      incomplete: row.outcome !== 'complete',
    };
    return {
      ...row,
      group: view === 'inbound' ? 'inbound' : view === 'statuses' ? 'status' : 'other',
      error: row.errorCode,
      id: row.messageId,
      account: detail.account,
      sig: row.verdict,
      findings: row.findings || null,
      hasMark: (mark) => marks[mark] === true,
      took: row.durationUs,
      size: row.bodyBytes,
      answer: row.answerStatus,
      note: this.notes.textOf(id),
      hasWords: (words) =>
        [searched, this.notes.textOf(id)?.toLowerCase()].some((text) => text?.includes(words.toLowerCase())),
      contains: (text) => new TextDecoder().decode(detail.body).includes(text),
    };
  }

  #fits(id: number, { row, view: own }: Sample, view: ViewName): boolean {
    switch (view) {
      case 'all':
        return true;
      case 'starred':
        return this.#starred.has(id);
      case 'problems':
        return row.verdict === 'failed' || row.errorCode !== null || row.misroutedTo !== null;
      default:
        return own === view;
    }
  }

  #count = (view: ViewName): number => this.#list(view, '', 0).length;

  #stateNow(): AppState {
    const stored = this.#upTo - this.#removed.size;
    const files = { capture: 24_576 + stored * 1_020, index: 24_576 + stored * 820, app: 36_864 };
    this.state = { ...this.state, stored, files, diskBytes: files.capture + files.index + files.app };
    return this.state;
  }

  #tell(reread: boolean, changedFrom: number | null = null): void {
    const stored = this.#upTo - this.#removed.size;
    this.#emit('webhooks:changed', { upTo: this.#upTo, stored, reread, changedFrom });
    this.#emit('app:changed', this.#stateNow());
  }

  #emit<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners[event]) listener(payload);
  }
}

function withoutGaps(changes: SettingsChanges): Partial<Settings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
