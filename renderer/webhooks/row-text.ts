import type { WebhookRow } from '../../shared/contract.ts';

/** The summary without the status that its badge already shows. */
export function textBesideStatus({ status, summary }: Pick<WebhookRow, 'status' | 'summary'>): string {
  if (status === null || !summary.toLowerCase().startsWith(status.toLowerCase())) return summary;
  return summary.slice(status.length).replace(/^[\s:,·-]+/, '');
}

/** The end of an id tells two of them apart; the start of a UUID does so too, and is what people compare. */
export function shortId(id: string): string {
  return id.length <= 10 ? id : id.slice(0, 8);
}
