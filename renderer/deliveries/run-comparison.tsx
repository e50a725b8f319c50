import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Comparison, Run } from '../../shared/contract/deliveries.ts';
import { formatAmount, formatDuration, formatMoment } from '../../shared/format.ts';
import { call } from '../bridge/client.ts';
import { Field } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './runs.module.css';
import { useShowWebhook } from './use-show-webhook.ts';

/** The same webhooks before and after a change of the app: which answers are others, and how much slower or faster. */
export function RunComparison({ runs }: { readonly runs: readonly Run[] }) {
  const [chosen, setChosen] = useState<{ readonly before?: number; readonly after?: number }>({});
  const after = chosen.after ?? runs[0]?.id ?? 0;
  const before = chosen.before ?? runs[1]?.id ?? 0;
  const sent = runs.filter(({ id }) => id === before || id === after).map((run) => run.sent);
  const { data, error } = useQuery({
    // While a run goes on, it has more to compare from time to time.
    queryKey: ['comparison', before, after, ...sent],
    queryFn: () => call('runs:compare', { before, after }),
    placeholderData: (earlier) => earlier,
    gcTime: 0,
  });
  return (
    <section aria-label="Compare two runs" className={styles['compare']}>
      <div className={styles['chosen']}>
        <RunField label="Compare" runs={runs} value={before} onChange={(id) => setChosen({ ...chosen, before: id })} />
        <RunField label="with" runs={runs} value={after} onChange={(id) => setChosen({ ...chosen, after: id })} />
      </div>
      {error === null ? null : <p className={styles['result']}>{error.message}</p>}
      {data === undefined ? null : <Result comparison={data} />}
    </section>
  );
}

interface RunFieldProps {
  readonly label: string;
  readonly runs: readonly Run[];
  readonly value: number;
  readonly onChange: (id: number) => void;
}

function RunField({ label, runs, value, onChange }: RunFieldProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <select
          className={input['input']}
          value={value}
          onChange={({ target }) => onChange(Number(target.value))}
          {...ids}
        >
          {runs.map(({ id, targetName, startedAt }) => (
            <option key={id} value={id}>
              Run {id}, {targetName}, {formatMoment(startedAt / 1_000)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Result({ comparison }: { readonly comparison: Comparison }) {
  const { compared, changed, changes, onlyBefore, onlyAfter, latency } = comparison;
  if (compared === 0) return <p className={styles['result']}>They have no webhook in common that both have sent.</p>;
  return (
    <>
      <p role="status" className={styles['result']}>
        {changed === 0
          ? `All ${formatAmount(compared, 'answer')} are the same.`
          : `${changed} of ${formatAmount(compared, 'answer')} changed.`}{' '}
        {latency === null ? '' : tellLatency(latency)} {tellRest(onlyBefore, onlyAfter)}
      </p>
      {changes.length === 0 ? null : <Changes changes={changes} hidden={changed - changes.length} />}
    </>
  );
}

function Changes({ changes, hidden }: { readonly changes: Comparison['changes']; readonly hidden: number }) {
  const showWebhook = useShowWebhook();
  return (
    <>
      <table aria-label="Changed answers" className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Webhook</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ webhookId, before, after, beforeText, afterText, bodyOnly }) => (
            <tr key={`${before} ${after}`}>
              <td>
                <button type="button" className={styles['link']} onClick={() => showWebhook(webhookId)}>
                  {webhookId}
                </button>
              </td>
              <td>
                <VisibleText text={beforeText} />
              </td>
              <td>
                <VisibleText text={afterText} />
                {bodyOnly ? ', another body' : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 ? <p className={styles['result']}>And {formatAmount(hidden, 'more change')}.</p> : null}
    </>
  );
}

function tellLatency({ before, after, shiftUs }: NonNullable<Comparison['latency']>): string {
  const word = shiftUs > 0 ? 'slower' : 'faster';
  return `In the median ${formatDuration(Math.abs(shiftUs))} ${word}: ${formatDuration(before.medianUs)} before, ${formatDuration(after.medianUs)} after (95 %: ${formatDuration(before.p95Us)} and ${formatDuration(after.p95Us)}).`;
}

function tellRest(onlyBefore: number, onlyAfter: number): string {
  const parts = [
    onlyBefore > 0 ? `${onlyBefore} only in the first` : '',
    onlyAfter > 0 ? `${onlyAfter} only in the second` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}
