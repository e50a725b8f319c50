import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, textOf } from '../read.ts';
import { reportFields } from '../fields/reports.ts';
import { END_ONLY } from '../lives.ts';
import { reportStatuses } from '../statuses/reports.ts';
import { byStatus } from '../simulation.ts';

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
  fields: [reportFields],
  explainStatus: (status) => reportStatuses.get(status),
  life: END_ONLY,
  simulation: {
    variants: byStatus(reportStatuses.keys()),
    signing: 'none',
    payload: ({ status }) => ({
      request_status: status?.toUpperCase(),
      product: 'SMS',
      items_count: status === 'success' ? 1_200 : 0,
    }),
  },
  schema: ({ object, oneOf, text, time, numeric, flag }) => {
    const link = object({ href: text });
    return object(
      { request_id: text, request_status: oneOf('PENDING', 'PROCESSING', 'SUCCESS', 'ABORTED', 'FAILED', 'TRUNCATED') },
      {
        product: text,
        account_id: text,
        date_start: time,
        date_end: time,
        include_subaccounts: flag,
        callback_url: text,
        receive_time: time,
        start_time: time,
        items_count: numeric,
        _links: object({}, { self: link, download_report: link }),
      },
    );
  },
};
