import type { Fields } from '../fields.ts';

/** Section 9.4. */
export const meetingsFields: Fields = {
  event: 'What happened.',
  session_id: 'The id of the meeting: one use of the room.',
  room_id: 'The id of the room.',
  participant_id: 'The id of the person.',
  name: 'The person’s name.',
  type: 'What kind of participant it is, such as a guest.',
  is_host: 'Whether the person hosts the meeting.',
  started_at: 'When it began, in UTC.',
  ended_at: 'When it ended, in UTC.',
};
