/**
 * How long a search waits for the next letter, in milliseconds. Short, because a list asks one question at a time and
 * goes from an answer to the newest question: fast typing can't pile anything up.
 */
export const TYPING_PAUSE_MS = 30;
