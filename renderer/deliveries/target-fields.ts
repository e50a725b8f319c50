import type { TargetFields, TargetState } from '../../shared/contract/deliveries.ts';

/** A target as most want it: a live copy of everything, each on its own path. */
export const USUAL_TARGET: TargetFields = {
  name: '',
  url: 'http://localhost:3000',
  live: true,
  kinds: [],
  channels: [],
  mode: 'store-and-answer',
  failureAnswer: null,
  path: 'keep',
  marks: true,
  headers: [],
  allowSelfSigned: false,
  timeLimitMs: 10_000,
  parallel: 8,
  healthPath: null,
};

export function toFields({
  id: _id,
  health: _health,
  waiting: _waiting,
  underWay: _underWay,
  missed: _missed,
  ...fields
}: TargetState): TargetFields {
  return fields;
}

/** `localhost:3000`: a name for who gives none. */
export function nameOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url; // It is no address, which main says in words.
  }
}

/** `Name: value` lines as headers; null where a line is none. */
export function parseHeaders(text: string): [string, string][] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return colon < 1 ? ['', line] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  return headers.some(([name]) => name === '' || /\s/.test(name)) ? null : headers;
}

export function writeHeaders(headers: readonly (readonly [string, string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}
