import { findKind } from '../../shared/vonage/kinds.ts';
import { isObject } from '../../shared/vonage/read.ts';
import type { Given } from '../../shared/vonage/simulation.ts';
import type { Payload } from '../../shared/vonage/understanding.ts';
import { AppError } from '../../shared/reply.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { CUSTOMER, makeGiven, makeIds, OWN_NUMBER } from './given.ts';
import type { Shape } from './make-request.ts';
import { makePayload } from './make-payload.ts';
import { lookUpStep } from './look-up-step.ts';
import type { Scenario, ScenarioStep, SimpleStep } from './scenario.ts';

/** One webhook of a scenario, made and timed but not yet signed. */
export interface PlannedWebhook {
  /** When it is sent, in milliseconds since the start of the scenario. */
  readonly at: number;
  readonly entry: CatalogueEntry;
  /** Webhooks of one message have the same. */
  readonly message: string;
  /** Text goes out as it is. */
  readonly payload: Payload | string;
  readonly shape: Shape;
  readonly isForged: boolean;
  /** What a scramble did to it; null where nothing. */
  readonly note: string | null;
}

/** What names stand for: ids by message, short numbers by name. Each round of a repetition has its own. */
interface Names {
  readonly idsOf: (message: string) => (field: string) => string;
  readonly numberOf: (name: string) => string;
}

const MOST_WEBHOOKS = 10_000;
const ONLY_MESSAGE = 'message';
const PLACEHOLDER = /\{\{ *(id|number) ([\w-]{1,100}) *\}\}/g;
/** A reference number of SMS parts is one byte (vonage-webhooks, 7.3). */
const LARGEST_NUMBER = 255;

/**
 * Makes all webhooks of a scenario. Vonage's times in them are those of the plan, counted from `startedAt`; a scramble
 * changes when they are sent, not when they say that they happened.
 */
export function planScenario(scenario: Scenario, startedAt: number): PlannedWebhook[] {
  const plan: PlannedWebhook[] = [];
  let at = 0;
  const run = (steps: readonly (ScenarioStep | SimpleStep)[], names: Names, round: string): void => {
    for (const step of steps) {
      if (step.wait !== undefined) at += step.wait;
      else if ('repeat' in step && step.repeat !== undefined && step.steps !== undefined) {
        for (let time = 0; time < step.repeat; time += 1) run(step.steps, makeNames(), `${time + 1}/`);
      } else plan.push(planOne(step, scenario, names, round, { at, startedAt: startedAt + plan.length }));
      if (plan.length > MOST_WEBHOOKS) {
        throw new AppError('bad-scenario', `A scenario may send ${MOST_WEBHOOKS} webhooks at most.`);
      }
    }
  };
  run(scenario.steps, makeNames(), '');
  return plan;
}

/** The time that the scenario takes by its own waits, in milliseconds. */
export function durationOf({ steps }: Pick<Scenario, 'steps'>): number {
  return steps.reduce((sum, { wait = 0, repeat, steps: inner }) => {
    return sum + wait + (repeat ?? 0) * (inner ?? []).reduce((total, each) => total + (each.wait ?? 0), 0);
  }, 0);
}

function planOne(
  step: SimpleStep,
  { us = OWN_NUMBER, customer = CUSTOMER }: Scenario,
  names: Names,
  round: string,
  { at, startedAt }: { readonly at: number; readonly startedAt: number },
): PlannedWebhook {
  const found = lookUpStep(step);
  if (!('entry' in found) || found.entry === null) throw new Error('the scenario has not been read');
  const { entry } = found;
  const { message = ONLY_MESSAGE } = step;
  const definition = findKind(entry.api, entry.kind);
  const [from, to] = definition.view === 'statuses' ? [us, customer] : [customer, us];
  const given: Given = makeGiven(definition, {
    from: step.from ?? from,
    to: step.to ?? to,
    ...(step.text === undefined ? {} : { text: String(fill(step.text, names)) }),
    errorCode: step.error ?? null,
    at: startedAt + at,
    id: names.idsOf(message),
  });
  const payload = merge(makePayload(definition, entry, given), fill(step.fields ?? {}, names) as Payload);
  const encoding = step.encoding ?? entry.encodings[0] ?? 'json';
  return {
    at,
    entry,
    message: round + message,
    payload,
    shape: { path: step.path ?? entry.path, encoding, signing: entry.signing },
    isForged: false,
    note: null,
  };
}

function makeNames(): Names {
  const ids = new Map<string, (field: string) => string>();
  const numbers = new Map<string, string>();
  return {
    idsOf: (message) => remember(ids, message, makeIds),
    numberOf: (name) => remember(numbers, name, () => String(1 + Math.floor(Math.random() * LARGEST_NUMBER))),
  };
}

function remember<T>(known: Map<string, T>, name: string, make: () => T): T {
  const value = known.get(name) ?? make();
  known.set(name, value);
  return value;
}

/** Puts `{{id NAME}}`, the id of a message, and `{{number NAME}}` into every text. */
function fill(value: unknown, names: Names): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(PLACEHOLDER, (_all, what: string, name: string) =>
      what === 'id' ? names.idsOf(name)('message_uuid') : names.numberOf(name),
    );
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fill(member, names)]));
}

/** Objects are merged, everything else is replaced. */
function merge(payload: Payload, over: Payload): Payload {
  const merged: Record<string, unknown> = { ...payload };
  for (const [name, value] of Object.entries(over)) {
    const before = merged[name];
    merged[name] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}
