import type { DeliveryRow, Target } from '../../shared/contract/deliveries.ts';
import { targetUrl } from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import { adHocTarget } from '../deliveries/ad-hoc-target.ts';
import { visible } from './webhook-line.ts';

/** An address from the command line, as a target. */
export function readTarget(text: string, allowSelfSigned: boolean): Target {
  const url = targetUrl.safeParse(text);
  if (!url.success) {
    throw new AppError('bad-target', `"${text}" is not an address of an app, such as http://localhost:3000.`);
  }
  return adHocTarget(url.data, allowSelfSigned);
}

/** One delivery for a person's eyes: which webhook, what was answered, how long it took, where it went. */
export function toDeliveryLine({ webhookId, status, problem, totalUs, method, url }: DeliveryRow): string {
  const took = totalUs === null ? '' : `${Math.round(totalUs / 1_000)} ms`;
  const parts = [
    String(webhookId),
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
