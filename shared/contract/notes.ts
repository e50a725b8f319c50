import { z } from 'zod';

import { NOTE_CHARACTERS } from '../notes.ts';

const id = z.number().int().positive();

const note = z.object({
  text: z.string().max(NOTE_CHARACTERS),
  /** Microseconds since 1970 UTC. */
  editedAt: z.number().int(),
});

/** What the person writes about a webhook. */
export const noteRequests = {
  'note:get': { input: z.object({ id }), output: note.nullable() },
  /** Without a text the note goes. Answers what is kept; fails where the webhook is gone. */
  'note:set': { input: z.object({ id, text: z.string().max(NOTE_CHARACTERS) }), output: note.nullable() },
} as const;

export type Note = z.output<typeof note>;
