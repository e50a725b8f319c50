import { useQuery } from '@tanstack/react-query';

import type { MessageDetail, WebhookRow } from '../../shared/contract.ts';
import { formatClock, formatSpan } from '../../shared/format.ts';
import type { Arrival, Attempt, RetryCourse } from '../../shared/vonage/retry-course.ts';
import { retryCourse } from '../../shared/vonage/retry-course.ts';
import { call } from '../bridge/client.ts';
import { useNow } from '../ui/use-now.ts';
import card from './detail-card.module.css';
import { RetryPlot } from './retry-plot.tsx';
import styles from './retries.module.css';

const MOST_ARRIVALS = 200;
/** Beyond this nobody waits for an attempt that has not come. */
const PATIENCE_MS = 10_000;

interface RetriesProps {
  readonly row: WebhookRow;
  readonly message: MessageDetail | null;
}

/** After an answer that Vonage does not accept: when it says that it sends again, and when it did. */
export function Retries({ row, message }: RetriesProps) {
  const arrivals = useArrivals(row, message);
  const isFailure = row.answerStatus === 0 || row.answerStatus >= 300;
  if (!isFailure && arrivals.length < 2) return null;
  const course = retryCourse(row.api, row.kind, arrivals);
  if (course === null) return isFailure ? <p className={card['none']}>{tellNone(row)}</p> : null;
  return (
    <>
      <h4 className={card['subheading']}>Attempts, and when Vonage says that it sends again</h4>
      <p className={styles['words']}>{tellProfile(course)}</p>
      <RetryPlot attempts={course.attempts} />
      <AttemptTable attempts={course.attempts} shownId={row.id} />
    </>
  );
}

function AttemptTable({ attempts, shownId }: { readonly attempts: readonly Attempt[]; readonly shownId: number }) {
  const now = useNow(1_000);
  return (
    <div className={styles['scroller']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Attempt</th>
            <th scope="col">Expected</th>
            <th scope="col">Arrived</th>
            <th scope="col">Off by</th>
            <th scope="col">Answered</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map(({ number, expectedAt, arrival }) => (
            <tr key={number} data-shown={arrival?.id === shownId || undefined}>
              <td>{number}</td>
              <td>{expectedAt === null ? '' : formatClock(expectedAt)}</td>
              <td>{arrival === null ? tellMissing(expectedAt ?? 0, now) : formatClock(arrival.at)}</td>
              <td>{arrival === null || expectedAt === null ? '' : tellOff(arrival.at - expectedAt)}</td>
              <td>{arrival === null ? '' : arrival.status || 'closed'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Every arrival of what the webhook says; the webhook alone where nobody knows of others. */
function useArrivals(row: WebhookRow, message: MessageDetail | null): readonly Arrival[] {
  const step = message?.steps.find(({ arrivals }) => arrivals.some(({ id }) => id === row.id));
  const arrivals = (step?.arrivals ?? []).slice(0, MOST_ARRIVALS);
  const ids = arrivals.map(({ id }) => id);
  const { data = [] } = useQuery({
    queryKey: ['attempts', ...ids],
    queryFn: () => call('list:rows', { ids }),
    enabled: ids.length > 1,
  });
  const statuses = new Map([row, ...data].map(({ id, answerStatus }) => [id, answerStatus]));
  return (ids.length === 0 ? [row] : arrivals).flatMap(({ id, receivedAt }) => {
    const status = statuses.get(id);
    return status === undefined ? [] : [{ id, at: receivedAt / 1_000, status }];
  });
}

function tellProfile({ profile: { name, source }, fits }: RetryCourse): string {
  const published = `${name} (${source})`;
  if (fits === null) return `Expected: ${published}. Nothing has come again yet.`;
  return fits
    ? `They came as published: ${published}.`
    : `They did not come as Vonage has published it. Expected: ${published}.`;
}

function tellNone({ api, answerStatus }: WebhookRow): string {
  if (api === 'voice') {
    return 'Voice: after 429, 502, 503, 504 or a closed connection Vonage tries once more at once, then the fallback address.';
  }
  if (api.startsWith('messages') || api === 'sms' || api === 'dispatch') {
    return `By Vonage’s newer article a webhook that is answered ${answerStatus} is not sent again; its older pages say that everything but 200 is.`;
  }
  return 'Vonage has published no schedule of retries for this kind.';
}

function tellMissing(expectedAt: number, now: number): string {
  return expectedAt + PATIENCE_MS < now ? 'did not come' : `in ${formatSpan(Math.max(0, expectedAt - now))}`;
}

const tellOff = (ms: number): string => `${ms < 0 ? '−' : '+'}${formatSpan(Math.abs(ms))}`;
