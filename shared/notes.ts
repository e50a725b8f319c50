/** How long a note of a webhook may be, in UTF-16 units. */
export const NOTE_CHARACTERS = 10_000;
