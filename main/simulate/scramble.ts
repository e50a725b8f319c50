import type { PlannedWebhook } from './plan.ts';
import { pick, seededRandom, shuffle } from './random.ts';
import type { Scramble } from './scenario.ts';

type Plan = readonly PlannedWebhook[];

/** Names of the first state that a message, call or verification is in. */
const FIRST_STATES = new Set(['submitted', 'accepted', 'started']);

/**
 * Makes of an orderly plan what networks make of it. The same seed does the same to the same plan.
 *
 * What happens to a webhook is written into its note, so that nobody has to guess.
 */
export function scramble(plan: Plan, how: Scramble, seed: number): PlannedWebhook[] {
  const random = seededRandom(seed);
  let scrambled: Plan = plan;
  if (how.drop !== undefined) scrambled = drop(scrambled, how.drop, random);
  if (how.duplicate !== undefined) scrambled = duplicate(scrambled, how.duplicate, random);
  if (how['late-submitted'] === true) scrambled = sendFirstStatesLast(scrambled);
  if (how.delay !== undefined) scrambled = delay(scrambled, how.delay, random);
  if (how.reorder === true) scrambled = reorder(scrambled, random);
  if (how['bad-signature'] !== undefined) scrambled = forge(scrambled, how['bad-signature'], random);
  return inOrder(scrambled);
}

function drop(plan: Plan, count: number, random: () => number): Plan {
  const dropped = pick(plan, count, random);
  return plan.filter((webhook) => !dropped.has(webhook));
}

function isFirst({ entry }: PlannedWebhook): boolean {
  return FIRST_STATES.has(entry.status ?? '');
}

/** The copy comes in the place of a later webhook, or right after where there is none. */
function duplicate(plan: Plan, count: number, random: () => number): Plan {
  const copied = pick(plan, count, random);
  return plan.flatMap((webhook, index) => {
    if (!copied.has(webhook)) return [webhook];
    const later = plan.slice(index);
    const at = later[Math.floor(random() * later.length)]?.at ?? webhook.at;
    return [webhook, noted({ ...webhook, at }, 'sent again')];
  });
}

function sendFirstStatesLast(plan: Plan): Plan {
  const others = plan.filter((webhook) => !isFirst(webhook));
  // Sorting keeps the order of what is sent at the same time, so what stands last is sent last.
  const late = plan.filter(isFirst).map((webhook) => {
    const ends = others.filter(({ message }) => message === webhook.message).map(({ at }) => at);
    return ends.length === 0 ? webhook : noted({ ...webhook, at: Math.max(webhook.at, ...ends) }, 'late');
  });
  return [...others, ...late];
}

function delay(plan: Plan, ms: number, random: () => number): Plan {
  const delayed = pick(plan, 1, random);
  return plan.map((webhook) =>
    delayed.has(webhook) ? noted({ ...webhook, at: webhook.at + ms }, `${ms} ms late`) : webhook,
  );
}

/** Times stay; who comes at which is drawn. Where all were drawn their own, the first comes last. */
function reorder(plan: Plan, random: () => number): Plan {
  const times = inOrder(plan);
  const drawn = shuffle(times, random);
  const isMoved = drawn.some((webhook, index) => webhook !== times[index]);
  return (isMoved ? drawn : [...times.slice(1), ...times.slice(0, 1)]).map((webhook, index) => {
    const slot = times[index];
    return slot === undefined || slot === webhook ? webhook : noted({ ...webhook, at: slot.at }, 'moved');
  });
}

function forge(plan: Plan, count: number, random: () => number): Plan {
  const forged = pick(
    plan.filter(({ shape }) => shape.signing !== 'none'),
    count,
    random,
  );
  return plan.map((webhook) =>
    forged.has(webhook) ? noted({ ...webhook, isForged: true }, 'bad signature') : webhook,
  );
}

function noted(webhook: PlannedWebhook, note: string): PlannedWebhook {
  return { ...webhook, note: webhook.note === null ? note : `${webhook.note}, ${note}` };
}

function inOrder(plan: Plan): PlannedWebhook[] {
  return plan.toSorted((one, other) => one.at - other.at);
}
