import { TriangleAlert } from 'lucide-react';

import type { WebhookRow } from '../../shared/contract.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import { lowerFirst } from '../../shared/vonage/line.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { findAddress } from '../shell/find-address.ts';
import styles from './notes.module.css';

/** The webhook came to the path of another kind: how to set it right at Vonage. */
export function MisroutedNote({ row }: { readonly row: WebhookRow }) {
  const receiver = useAppState()?.receiver;
  const kind = findKind(row.api, row.kind);
  const cameTo = findAddress(row.path);
  const path = kind.paths[0];
  const url = path === undefined || receiver?.state !== 'listening' ? null : receiver.baseUrl + path;
  return (
    <div className={styles['note']} data-tone="warn">
      <TriangleAlert size={14} aria-hidden />
      <div className={styles['words']}>
        <p className={styles['strong']}>
          Misrouted: this is a {toWords(kind.label)}, but it came to the {cameTo ?? 'address of another kind'}.
        </p>
        {url === null ? null : (
          <>
            <p>At Vonage, set the {findAddress(path) ?? `address for ${toWords(kind.label)}`} to</p>
            <p className={styles['address']}>
              <code>{url}</code>
              <CopyButton text={url} label="Copy address" className={styles['copy']} />
            </p>
          </>
        )}
      </div>
    </div>
  );
}

/** Inside of a sentence; `SMS receipt` keeps its letters. */
function toWords(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : lowerFirst(label);
}
