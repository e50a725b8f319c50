import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, textOf } from '../read.ts';

/** Section 9.4. Its times tell when the report was asked for and begun, not when this was sent. */
export const reportsReportFinished: KindDefinition = {
  api: 'reports',
  kind: 'report-finished',
  label: 'Report',
  view: 'other',
  paths: ['/webhooks/report'],
  matches: (payload) => has(payload, 'request_status'),
  describe: (payload) => {
    const status = textOf(payload, 'request_status');
    const items = textOf(payload, 'items_count');
    return {
      messageId: textOf(payload, 'request_id'),
      status,
      summary: join(', ', join(' ', textOf(payload, 'product'), 'report', status), items && `${items} items`),
      account: textOf(payload, 'account_id'),
    };
  },
};
