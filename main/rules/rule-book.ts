import type { Rule, RuleFields } from '../../shared/contract/rules.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { matchesFilter } from '../../shared/filter/matches-filter.ts';
import { asksSecrets, parseRuleMatch, readRuleMatch } from '../../shared/rules/rule-match.ts';
import type { Answer, Via } from '../domain/captured-request.ts';
import type { Encoded } from '../domain/decode-payload.ts';
import type { Log } from '../domain/log.ts';
import type { Checks } from '../signature/checks.ts';
import type { RuleStore } from '../store/rule-store.ts';
import type { Asked } from './asked-webhook.ts';
import { toAskedWebhook } from './asked-webhook.ts';
import { answerByRule } from './rule-answer.ts';

export interface RuleBookParts {
  readonly store: RuleStore;
  /** Where counts are noted. A commit need not survive a power cut, but must be made before the answers go out. */
  readonly counts: RuleStore;
  readonly checks: () => Checks;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly changed: () => void;
  readonly closed: () => void;
}

/** What a rule has answered changes here first. Without a filter it is never asked. */
interface Entry {
  rule: Rule;
  readonly filter: Filter | null;
}

/**
 * The rules that are on: the first that matches a webhook makes its answer.
 *
 * A rule for the next n counts when it decides, so that of any number of webhooks at once it answers exactly n; where
 * the webhook can't be stored it gets its place back. Counts are noted once a turn of the event loop, before its answers go
 * out: after a crash a rule may have answered fewer than n, never more.
 */
export class RuleBook {
  readonly #parts: RuleBookParts;
  #entries: readonly Entry[] = [];
  /** Null while no rule is on: that is all that a webhook costs then. */
  #active: readonly Entry[] | null = null;
  readonly #uncounted = new Set<Entry>();
  #noting: NodeJS.Immediate | undefined;

  constructor(parts: RuleBookParts) {
    this.#parts = parts;
    this.#read();
  }

  /** The answer of the first rule that is for this webhook; null where none is. */
  answer(webhook: Encoded, receivedAt: number, via: Via): Answer | null {
    if (this.#active === null) return null;
    try {
      return this.#ask(this.#active, { ...webhook, receivedAt, via });
    } catch (error) {
      // Whatever a body does to our code, the webhook is stored and gets an answer.
      this.#parts.log.error('the rules could not be asked', error);
      return null;
    }
  }

  /** The webhook with this answer could not be stored, and was answered otherwise. */
  notStored(answer: Answer): void {
    const entry = this.#entries.find(({ rule }) => rule.id === answer.ruleId);
    if (entry === undefined) return;
    const { rule } = entry;
    this.#count(entry, { ...rule, answered: Math.max(0, rule.answered - 1), on: rule.on || isSpent(rule) });
  }

  /** Whether a rule that is on asks what only secrets tell. */
  get asksSecrets(): boolean {
    return this.#active?.some(({ filter }) => filter !== null && asksSecrets(filter)) ?? false;
  }

  list(): Rule[] {
    return this.#entries.map(({ rule }) => rule);
  }

  /** Makes a rule where `id` is null. Returns its number. */
  save(id: number | null, fields: RuleFields, on: boolean): number {
    readRuleMatch(fields.match);
    const { store } = this.#parts;
    return this.#change(() => {
      const before = this.#entries.find(({ rule }) => rule.id === id)?.rule;
      const wasOn = before?.on === true;
      const isOver = wasOn && isSpent({ limit: fields.limit, answered: before.answered });
      const saved = store.save(id, fields);
      if ((on && !isOver) !== wasOn) store.switch(saved, !wasOn);
      return saved;
    });
  }

  switch(id: number, on: boolean): void {
    this.#change(() => this.#parts.store.switch(id, on));
  }

  move(id: number, by: -1 | 1): void {
    this.#change(() => this.#parts.store.move(id, by));
  }

  remove(id: number): void {
    this.#change(() => this.#parts.store.remove(id));
  }

  /** Notes what has not been noted yet. */
  close(): void {
    this.#note();
    this.#active = null;
    this.#parts.closed();
  }

  #ask(active: readonly Entry[], asked: Asked): Answer | null {
    const webhook = toAskedWebhook(asked, this.#parts.checks());
    const now = asked.receivedAt / 1_000;
    for (const entry of active) {
      const { rule, filter } = entry;
      if (filter === null || !matchesFilter(filter, webhook.filtered, now)) continue;
      if (rule.percent !== null && this.#parts.random() * 100 >= rule.percent) continue;
      const answer = answerByRule(rule, webhook.values);
      const counted = { ...rule, answered: rule.answered + 1 };
      this.#count(entry, { ...counted, on: !isSpent(counted) });
      return answer;
    }
    return null;
  }

  #count(entry: Entry, counted: Rule): void {
    const wasOn = entry.rule.on;
    entry.rule = counted;
    if (wasOn !== counted.on) this.#activate();
    this.#uncounted.add(entry);
    this.#noting ??= setImmediate(() => this.#note());
    this.#parts.changed();
  }

  #note(): void {
    clearImmediate(this.#noting);
    this.#noting = undefined;
    if (this.#uncounted.size === 0) return;
    try {
      this.#parts.counts.count([...this.#uncounted].map(({ rule }) => rule));
      this.#uncounted.clear();
    } catch (error) {
      // Counting goes on in memory; it is noted with the next one.
      this.#parts.log.error('what rules have answered can’t be noted', error);
    }
  }

  #change<T>(change: () => T): T {
    this.#note();
    const result = change();
    this.#read();
    this.#parts.changed();
    return result;
  }

  #read(): void {
    this.#uncounted.clear();
    this.#entries = this.#parts.store.list().map((rule) => {
      const parsed = parseRuleMatch(rule.match);
      return { rule, filter: parsed.ok ? parsed.filter : null };
    });
    this.#activate();
  }

  #activate(): void {
    const active = this.#entries.filter(({ rule, filter }) => rule.on && filter !== null);
    this.#active = active.length === 0 ? null : active;
  }
}

const isSpent = ({ limit, answered }: Pick<Rule, 'limit' | 'answered'>): boolean => limit !== null && answered >= limit;
