/**
 * Changing single parameters in the text that carries them, so that every other byte stays as it was captured. A value
 * of null takes the parameter out.
 */

/** In a query or a form. Every pair of this name gets the value; where there is none, one is added. */
export function setFormParameter(text: string, name: string, value: string | null): string {
  const pairs = text === '' ? [] : text.split('&');
  const isNamed = (pair: string): boolean => new URLSearchParams(pair).has(name);
  if (value === null) return pairs.filter((pair) => !isNamed(pair)).join('&');
  const written = new URLSearchParams([[name, value]]).toString();
  return pairs.some(isNamed)
    ? pairs.map((pair) => (isNamed(pair) ? written : pair)).join('&')
    : [...pairs, written].join('&');
}

/** In a flat JSON object; `name` is a plain word. A number stays a number. */
export function setJsonParameter(text: string, name: string, value: string | null): string {
  const payload = JSON.parse(text) as Record<string, unknown>;
  const wanted = without(payload, name);
  if (value !== null) wanted[name] = typeof payload[name] === 'number' ? Number(value) : value;
  const candidate = Object.hasOwn(payload, name)
    ? replaceMember(text, name, wanted[name])
    : appendMember(text, name, wanted[name], Object.keys(payload).length === 0);
  // A name inside a text or a nested object may have fooled the pattern. Then it is written anew as a whole.
  return isSame(candidate, wanted) ? candidate : JSON.stringify(wanted);
}

const VALUE = String.raw`(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)`;

function replaceMember(text: string, name: string, value: unknown): string {
  if (value === undefined) {
    const member = String.raw`"${name}"\s*:\s*${VALUE}`;
    return text.replace(new RegExp(String.raw`,\s*${member}|${member}\s*,\s*|${member}`, 's'), '');
  }
  return text.replace(
    new RegExp(String.raw`("${name}"\s*:\s*)${VALUE}`, 's'),
    (_member, start: string) => `${start}${JSON.stringify(value)}`,
  );
}

function appendMember(text: string, name: string, value: unknown, isEmpty: boolean): string {
  if (value === undefined) return text;
  const end = text.lastIndexOf('}');
  const before = text.slice(0, end);
  const kept = before.trimEnd();
  return `${kept}${isEmpty ? '' : ','}${JSON.stringify(name)}:${JSON.stringify(value)}${before.slice(kept.length)}${text.slice(end)}`;
}

function without(payload: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name));
}

function isSame(text: string, wanted: Readonly<Record<string, unknown>>): boolean {
  try {
    return canonical(JSON.parse(text) as Record<string, unknown>) === canonical(wanted);
  } catch {
    // The pattern has cut in the wrong place.
    return false;
  }
}

function canonical(payload: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.entries(payload).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
