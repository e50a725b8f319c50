import type { WebhookRow } from '../../shared/contract.ts';

export function StatusMeaning({ row }: { readonly row: WebhookRow }) {
  return <span>{row.status === null ? '' : ''}</span>;
}
