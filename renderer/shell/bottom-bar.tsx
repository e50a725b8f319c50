import { Archive, Globe, HardDrive, Hourglass, ShieldQuestionMark, Unplug } from 'lucide-react';

import type { AppState, TunnelState } from '../../shared/contract.ts';
import { formatAgo, formatAmount, formatBytes, formatCount, formatDuration } from '../../shared/format.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { AppHealth } from '../deliveries/app-health.tsx';
import { ActiveRules } from '../rules/active-rules.tsx';
import { TUNNEL_WORDS } from '../tunnel/tunnel-words.ts';
import { useNow } from '../ui/use-now.ts';
import styles from './bottom-bar.module.css';
import { useNewestRow } from './use-newest-row.ts';

export function BottomBar() {
  const state = useAppState();
  if (!state) return <footer className={styles['bar']} />;
  return (
    <footer className={styles['bar']}>
      <LastOutcome stored={state.stored} />
      <span className={styles['space']} />
      {state.recheck === null ? null : <Recheck {...state.recheck} />}
      {state.brokenRequests > 0 ? (
        <span className={styles['item']} title="Requests that were no HTTP: answered 400, not stored">
          <Unplug size={12} aria-hidden />
          {formatAmount(state.brokenRequests, 'broken request')}
        </span>
      ) : null}
      {state.behind < BEHIND_WORTH_SAYING ? null : (
        <span className={styles['item']} title="They are stored. Lists, filters and search follow.">
          <Hourglass size={12} aria-hidden />
          Lists are {formatAmount(state.behind, 'webhook')} behind
        </span>
      )}
      <ActiveRules />
      <AppHealth />
      <TunnelHealth tunnel={state.tunnel} />
      <span className={styles['item']}>
        <Archive size={12} aria-hidden />
        {formatAmount(state.stored, 'webhook')} stored
      </span>
      <span className={`${styles['item']} ${styles['extra']}`} title={state.dataFolder}>
        <HardDrive size={12} aria-hidden />
        {formatBytes(state.diskBytes)} on disk
      </span>
      <span className={`${styles['item']} ${styles['extra']}`}>v{state.version}</span>
    </footer>
  );
}

/** About a tenth of a second of work: less is gone before it is read. */
const BEHIND_WORTH_SAYING = 1_000;

/** Verdicts of the history, made anew after secrets or settings have changed. */
function Recheck({ checked, of }: NonNullable<AppState['recheck']>) {
  return (
    <span
      role="progressbar"
      aria-label="Checking signatures again"
      aria-valuenow={checked}
      aria-valuemin={0}
      aria-valuemax={of}
      title={`${formatCount(checked)} of ${formatCount(of)}, after secrets or settings have changed`}
      className={styles['item']}
    >
      <ShieldQuestionMark size={12} aria-hidden />
      Checking signatures again: {Math.floor((checked / Math.max(1, of)) * 100)} %
    </span>
  );
}

/** How long a probe takes there and back, or why none comes back. */
function TunnelHealth({ tunnel: { state, problem, latencyMs } }: { readonly tunnel: TunnelState }) {
  if (state === 'offline') return null;
  const words = state === 'online' ? `Online${latencyMs === null ? '' : `, ${latencyMs} ms`}` : TUNNEL_WORDS[state];
  return (
    <span
      className={`${styles['item']} ${styles['tunnel']}`}
      title={problem?.message ?? 'There and back through the public address'}
    >
      <Globe size={12} aria-hidden />
      {words}
      {problem === null ? null : <span className={styles['reason']}>{problem.message}</span>}
    </span>
  );
}

function LastOutcome({ stored }: { readonly stored: number }) {
  const row = useNewestRow();
  const now = useNow(1_000);
  if (!row) return <span className={styles['item']}>{stored === 0 ? 'Nothing received yet' : ''}</span>;
  return (
    <span className={styles['item']}>
      <span
        className={styles['tick']}
        data-failed={row.answerStatus >= 400 || row.answerStatus === 0 || undefined}
        aria-hidden
      />
      <span>
        {findKind(row.api, row.kind).label}{' '}
        {row.answerStatus === 0 ? (
          'was not answered: a rule'
        ) : (
          <>
            answered <b>{row.answerStatus}</b> in {formatDuration(row.durationUs)}
          </>
        )}
      </span>
      <span className={styles['ago']}>{formatAgo(row.receivedAt / 1_000, now)}</span>
    </span>
  );
}
