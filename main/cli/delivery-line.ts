import type { DeliveryRow } from '../../shared/contract/deliveries.ts';
import { visible } from './webhook-line.ts';

/** One delivery for a person's eyes: which webhook, what was answered, how long it took, where it went. */
export function toDeliveryLine({ webhookId, status, problem, totalUs, method, url }: DeliveryRow): string {
  const took = totalUs === null ? '' : `${Math.round(totalUs / 1_000)} ms`;
  const parts = [
    String(webhookId ?? ''),
    status === null ? 'failed' : String(status),
    took,
    `${method} ${url}`,
    problem ?? '',
  ];
  return parts
    .filter((part) => part.trim() !== '')
    .map((part) => visible(part))
    .join('  ');
}
