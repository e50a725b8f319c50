/** What a placeholder of an answer can name. */
export interface TemplateValues {
  /** By the names of `TEMPLATE_NAMES`; null where the webhook has none. */
  readonly names: Readonly<Partial<Record<TemplateName, string | null>>>;
  /** The parameters of the webhook; null where it has none that can be read. */
  readonly payload: unknown;
}

export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** Beside `payload`, which takes a path: `payload.message_uuid`, `payload.a[0]["odd name"]`. */
export const TEMPLATE_NAMES = ['from', 'to', 'id', 'kind', 'api', 'channel', 'status', 'error', 'now'] as const;

/** Something that a person should know about a template before it is used. */
export interface TemplateFinding {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

interface Placeholder {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  /** Whether it stands between the quotes of a JSON string. */
  readonly isQuoted: boolean;
  /** Null where it can't be read. */
  readonly path: readonly (string | number)[] | null;
}

/** Longer answers are not made: a value that would not fit is left out. In characters. */
const LONGEST = 1_000_000;
const NAMES: ReadonlySet<string> = new Set(TEMPLATE_NAMES);
const STEP = /\.([\p{L}_$][\p{L}\p{N}_$-]*)|\[(\d{1,9})\]|\["((?:[^"\\]|\\.)*)"\]/uy;
const ROOT = /[a-z]+/y;

/**
 * Fills `{{from}}` and `{{payload.a.b[0]}}`. Never throws and runs nothing: a value that is not there is empty.
 *
 * In a template that is JSON, values stay JSON: between quotes they are escaped, elsewhere they are written as JSON, and
 * a missing one is `null` there. Any other text gets them as they are.
 */
export function fillTemplate(template: string, values: TemplateValues): string {
  const isJson = looksLikeJson(template);
  // Made once each: a body can be large, and be named often.
  const texts = new Map<string, string>();
  let left = LONGEST - template.length;
  let at = 0;
  let filled = '';
  for (const { start, end, written, path, isQuoted } of placeholdersOf(template)) {
    const key = `${isQuoted} ${written}`;
    const value = path === null || texts.has(key) ? undefined : lookUp(path, values);
    const text = texts.get(key) ?? (isJson ? toJson(value, isQuoted) : toText(value));
    texts.set(key, text);
    const taken = text.length > left ? toMissing(isJson && !isQuoted) : text;
    left -= taken.length;
    filled += template.slice(at, start) + taken;
    at = end;
  }
  return filled + template.slice(at);
}

/** What will be empty, against the webhook that the values are of, or against none; and what can't be read. */
export function checkTemplate(template: string, values: TemplateValues | null): TemplateFinding[] {
  const findings = placeholdersOf(template).flatMap(({ start, end, written, path }): TemplateFinding[] => {
    const message = tellProblem(written, path, values);
    return message === null ? [] : [{ start, end, message }];
  });
  const open = template.indexOf('{{', template.lastIndexOf('}}') + 1);
  if (open !== -1) {
    findings.push({ start: open, end: open + 2, message: 'This {{ is not closed, so it is sent as it is.' });
  }
  return findings;
}

function tellProblem(written: string, path: Placeholder['path'], values: TemplateValues | null): string | null {
  const [root = ''] = path ?? [];
  if (path === null || (root !== 'payload' && !NAMES.has(String(root)))) {
    return `{{${written}}} is no value of a webhook, so it will be empty. There are payload and ${TEMPLATE_NAMES.join(', ')}.`;
  }
  if (values === null || lookUp(path, values) !== undefined) return null;
  return `The webhook that is selected has no ${written}, so it would be empty.`;
}

function placeholdersOf(template: string): Placeholder[] {
  const found: Placeholder[] = [];
  let isQuoted = false;
  for (let at = 0; at < template.length; at += 1) {
    const character = template[at];
    if (character === '{' && template[at + 1] === '{') {
      const end = template.indexOf('}}', at + 2);
      if (end === -1) break;
      const written = template.slice(at + 2, end).trim();
      found.push({ start: at, end: end + 2, written, isQuoted, path: parsePath(written) });
      at = end + 1;
    } else if (character === '\\' && isQuoted) at += 1;
    else if (character === '"') isQuoted = !isQuoted;
  }
  return found;
}

function parsePath(written: string): (string | number)[] | null {
  ROOT.lastIndex = 0;
  const root = ROOT.exec(written)?.[0];
  if (root === undefined) return null;
  const path: (string | number)[] = [root];
  for (let at = root.length; at < written.length;) {
    STEP.lastIndex = at;
    const step = STEP.exec(written);
    if (step === null || root !== 'payload') return null;
    const [whole, name, index, quoted] = step;
    path.push(index === undefined ? (name ?? (quoted ?? '').replaceAll(/\\(.)/g, '$1')) : Number(index));
    at += whole.length;
  }
  return path;
}

/** Own members only, so that no path leads to what JavaScript adds to every object. */
function lookUp(path: readonly (string | number)[], { names, payload }: TemplateValues): unknown {
  const [root, ...steps] = path;
  if (root !== 'payload') return names[root as TemplateName] ?? undefined;
  let value: unknown = payload ?? undefined;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function toJson(value: unknown, isQuoted: boolean): string {
  if (value === undefined) return toMissing(!isQuoted);
  return isQuoted ? JSON.stringify(toText(value)).slice(1, -1) : stringify(value);
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : stringify(value);
}

/** What came as JSON can be nested deeper than it can be written. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return 'null';
  }
}

const toMissing = (isBareJson: boolean): string => (isBareJson ? 'null' : '');

/** By its beginning: with placeholders in it, it need not be valid JSON. `{{` begins a placeholder. */
function looksLikeJson(template: string): boolean {
  return /^\s*(?:\[|\{(?!\{)|")/.test(template);
}
