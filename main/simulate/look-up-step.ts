import type { CatalogueEntry } from './catalogue.ts';
import { CATALOGUE } from './catalogue.ts';
import type { SimpleStep } from './scenario.ts';

const MOST_TOLD = 12;

/** What a step sends, or which of its members is wrong and why. */
type Found = { readonly entry: CatalogueEntry | null } | { readonly member: string; readonly words: string };

/** The entry that a step sends; null of a step that waits or repeats. The first that fits, where it leaves a choice. */
export function lookUpStep(step: SimpleStep & { repeat?: number | undefined; steps?: unknown }): Found {
  const { send, wait, repeat, steps } = step;
  if ([send, wait, repeat].filter((what) => what !== undefined).length !== 1) {
    return { member: '', words: 'A step has exactly one of send:, wait: and repeat:.' };
  }
  if ((repeat === undefined) !== (steps === undefined)) {
    return { member: '', words: 'repeat: says how often, and steps: under it says what.' };
  }
  if (send === undefined) {
    const rest = Object.keys(step).find((name) => !['wait', 'repeat', 'steps'].includes(name));
    return rest === undefined ? { entry: null } : { member: rest, words: `${rest}: belongs to a step with send:.` };
  }
  const ofKind = CATALOGUE.filter(({ api, kind }) => `${api}/${kind}` === send);
  if (ofKind.length === 0) {
    return { member: 'send', words: `There is no “${send}”. Kinds are written like messages-v1/message-status.` };
  }
  return narrow(ofKind, step);
}

function narrow(ofKind: readonly CatalogueEntry[], step: SimpleStep): Found {
  let left = ofKind;
  for (const [member, of] of [
    ['channel', 'channel'],
    ['type', 'content'],
    ['status', 'status'],
  ] as const) {
    const wanted = step[member]?.toLowerCase();
    if (wanted === undefined) continue;
    const fitting = left.filter((entry) => entry[of]?.toLowerCase() === wanted);
    if (fitting.length === 0)
      return {
        member,
        words: tellChoice(
          step,
          member,
          left.map((entry) => entry[of]),
        ),
      };
    left = fitting;
  }
  const [entry = null] = left;
  if (entry !== null && step.encoding !== undefined && !entry.encodings.includes(step.encoding)) {
    return {
      member: 'encoding',
      words: `${step.send} never comes as ${step.encoding}. Known: ${entry.encodings.join(', ')}.`,
    };
  }
  return { entry };
}

function tellChoice(
  step: SimpleStep,
  member: 'channel' | 'type' | 'status',
  values: readonly (string | null)[],
): string {
  const known = [...new Set(values)].filter((value) => value !== null);
  const what = `${step.send} has no ${member} “${step[member]}”`;
  if (known.length === 0) return `${what}: it has none at all.`;
  const more = known.length > MOST_TOLD ? ` and ${known.length - MOST_TOLD} more` : '';
  const free = member === 'status' ? ' To send any other, put it under fields:.' : '';
  return `${what}. Known: ${known.slice(0, MOST_TOLD).join(', ')}${more}.${free}`;
}
