/** The text as UTF-8 can hold it, and SQLite stores it: half a surrogate pair becomes a replacement character. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
