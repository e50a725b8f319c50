import { findKind } from '../../shared/vonage/kinds.ts';
import type { toExportRecord } from '../transfer/export-record.ts';

/** Control characters, and marks that turn the direction of text: a terminal would obey them. */
const OBEYED = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** One webhook for a person's eyes: time, kind, channel, who to whom, what it says, its id. */
export function toWebhookLine(record: ReturnType<typeof toExportRecord>): string {
  const label = findKind(record.api, record.kind).label;
  const parties = record.from === null && record.to === null ? '' : `${record.from ?? '?'} → ${record.to ?? '?'}`;
  const parts = [
    record.receivedAt,
    label,
    record.channel ?? '',
    parties,
    record.summary,
    tellVerdict(record),
    record.messageId ?? '',
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => visible(part))
    .join('  ');
}

/** Nothing about webhooks that nobody signed: most of the SMS API's are not. */
function tellVerdict({ verdict, reason }: ReturnType<typeof toExportRecord>): string {
  if (verdict === 'unsigned') return '';
  return reason === null ? verdict : `${verdict} (${reason})`;
}

/** A text that no terminal obeys: what is a stranger's can't clear the screen. */
export function visible(text: string): string {
  return text.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
