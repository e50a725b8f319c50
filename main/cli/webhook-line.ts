import { findKind } from '../../shared/vonage/kinds.ts';
import type { toExportRecord } from '../transfer/export-record.ts';

/** Control characters, and marks that turn the direction of text: a terminal would obey them. */
const OBEYED = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** One webhook for a person's eyes: time, kind, channel, who to whom, what it says, its id. */
export function toWebhookLine(record: ReturnType<typeof toExportRecord>): string {
  const label = findKind(record.api, record.kind).label;
  const parties = record.from === null && record.to === null ? '' : `${record.from ?? '?'} → ${record.to ?? '?'}`;
  const parts = [record.receivedAt, label, record.channel ?? '', parties, record.summary, record.messageId ?? ''];
  return parts
    .filter((part) => part !== '')
    .map((part) => part.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('  ');
}
