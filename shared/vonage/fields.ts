import { findKind } from './kinds.ts';

/** What each field is for, by its path: member names joined by dots, list positions left out. */
export type Fields = Readonly<Record<string, string>>;

/** What a field of a webhook is for; null where we do not know it. `path` is the way to it through the payload. */
export function explainField(api: string, kind: string, path: readonly (string | number)[]): string | null {
  const { fields, namedByOthers } = findKind(api, kind);
  const name = path.filter((step) => typeof step === 'string').join('.');
  const explained = fields.find((table) => Object.hasOwn(table, name));
  if (explained !== undefined) return explained[name] ?? null;
  return namedByOthers?.pattern.test(name) === true ? namedByOthers.meaning : null;
}
