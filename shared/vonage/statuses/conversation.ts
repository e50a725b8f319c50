import type { StatusExplanation, Statuses } from '../status-explanation.ts';
import { event } from '../status-explanation.ts';

const members: readonly (readonly [string, string])[] = [
  ['app:knocking', 'An app user asks to be let into a call or conversation.'],
  ['app:knocking:cancel', 'The app user no longer asks to be let in.'],
  ['leg:status:update', 'The state of a call leg changed.'],
  ['conversation:created', 'A conversation was made.'],
  ['conversation:updated', 'A conversation’s name or properties changed.'],
  ['conversation:deleted', 'A conversation was removed.'],
  ['member:invited', 'A user was invited to the conversation.'],
  ['member:joined', 'A user joined the conversation.'],
  ['member:left', 'A user left the conversation. The reason says how.'],
  ['member:media', 'A member’s audio was turned on or off.'],
];

const audio: readonly (readonly [string, string])[] = [
  ['audio:dtmf', 'A member pressed a key.'],
  ['audio:earmuff:on', 'A member no longer hears the others.'],
  ['audio:earmuff:off', 'A member hears the others again.'],
  ['audio:mute:on', 'A member was muted.'],
  ['audio:mute:off', 'A member can be heard again.'],
  ['audio:play', 'A sound file began to play.'],
  ['audio:play:stop', 'A sound file was stopped.'],
  ['audio:play:done', 'A sound file was played to its end.'],
  ['audio:record', 'A recording began.'],
  ['audio:record:stop', 'A recording was stopped.'],
  ['audio:record:done', 'A recording can be fetched.'],
  ['audio:ringing:start', 'A ringing tone began.'],
  ['audio:ringing:stop', 'A ringing tone ended.'],
  ['audio:say', 'A text began to be spoken.'],
  ['audio:say:stop', 'A spoken text was stopped.'],
  ['audio:say:done', 'A text was spoken to its end.'],
  ['audio:speaking:on', 'A member began to speak.'],
  ['audio:speaking:off', 'A member stopped speaking.'],
  ['audio:asr:done', 'Speech was recognised.'],
  ['audio:asr:record:done', 'The sound of recognised speech can be fetched.'],
];

const calls: readonly (readonly [string, string])[] = [
  ['rtc:status', 'The state of an app’s media connection changed.'],
  ['rtc:transfer', 'An app’s leg moved to another conversation.'],
  ['rtc:hangup', 'An app’s leg ended. The body has the reason and the quality.'],
  ['rtc:terminate', 'An app’s leg is to end.'],
  ['rtc:answered', 'An app answered.'],
  ['sip:status', 'The state of a phone leg changed.'],
  ['sip:answered', 'A phone leg was answered.'],
  ['sip:machine', 'An answering machine took the phone leg.'],
  ['sip:hangup', 'A phone leg ended.'],
  ['sip:ringing', 'The phone rings.'],
];

const messages: readonly (readonly [string, string])[] = [
  ['text', 'A member wrote a text.'],
  ['text:update', 'A text was changed.'],
  ['text:seen', 'A member saw a text.'],
  ['text:delivered', 'A text reached a member.'],
  ['text:typing:on', 'A member is writing.'],
  ['text:typing:off', 'A member stopped writing.'],
  ['image', 'A member sent a picture.'],
  ['image:seen', 'A member saw a picture.'],
  ['image:delivered', 'A picture reached a member.'],
  ['message', 'A member sent a message.'],
  ['message:submitted', 'A message was handed to its channel.'],
  ['message:delivered', 'A message reached its recipient.'],
  ['message:seen', 'A message was seen.'],
  ['message:rejected', 'A message was refused.'],
  ['message:undeliverable', 'A message could not be delivered.'],
  ['event:delete', 'An event was removed from the conversation.'],
];

const CUSTOM = event('An event of your own application.');

/** By `type`. */
export const rtcTypes: Statuses = new Map(
  [...members, ...audio, ...calls, ...messages].map(([type, meaning]) => [type, event(meaning)]),
);

/** The `type` of an RTC event (9.3). */
export function explainRtcType(type: string): StatusExplanation | undefined {
  return rtcTypes.get(type) ?? (type.startsWith('custom:') ? CUSTOM : undefined);
}
