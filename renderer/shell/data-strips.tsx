import { CircleAlert, OctagonAlert, RefreshCw } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';

import type { AppState } from '../../shared/contract.ts';
import { formatAmount, formatBytes } from '../../shared/format.ts';
import { call } from '../bridge/client.ts';
import { Button } from '../ui/button.tsx';
import { Strip } from './strip.tsx';

/** What is not right with the stored data, and what the person can do about it. */
export function DataStrips({ state: { damage, rebuild, setAside } }: { readonly state: AppState }) {
  return (
    <>
      {damage === null ? null : (
        <Strip icon={OctagonAlert} tone="bad">
          <strong>A file is damaged.</strong> {damage.sentence} {damage.isRecord ? <BeginNewRecord /> : null}
        </Strip>
      )}
      {rebuild === null ? null : (
        <Strip icon={RefreshCw} tone="info">
          The index is being built, newest webhooks first:{' '}
          <strong>{Math.floor((100 * rebuild.done) / Math.max(1, rebuild.of))} %</strong>. Older webhooks and counts
          follow; new ones are listed at once.
        </Strip>
      )}
      {setAside.map(({ file, bytes }) => (
        <SetAside key={file} file={file} bytes={bytes} />
      ))}
    </>
  );
}

function BeginNewRecord() {
  const { mutate, isPending } = useMutation({ mutationFn: () => call('record:set-aside', undefined) });
  return (
    <Button disabled={isPending} onClick={() => mutate()}>
      Set it aside and restart
    </Button>
  );
}

function SetAside({ file, bytes }: { readonly file: string; readonly bytes: number }) {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  const { mutate, isPending, data, error } = useMutation({ mutationFn: () => call('record:save-readable', { name }) });
  return (
    <Strip icon={CircleAlert} tone="warn">
      <strong>An earlier record was damaged and set aside</strong> as {name} ({formatBytes(bytes)}). Nothing of it was
      changed.{' '}
      {data === undefined
        ? null
        : `${formatAmount(data.webhooks, 'webhook')} could be read and saved to ${data.file}${data.gaps > 0 ? `; in ${formatAmount(data.gaps, 'place')} some could not` : ''}. `}
      {error === null ? null : `${error.message} `}
      {data === undefined ? (
        <Button disabled={isPending} onClick={() => mutate()}>
          {isPending ? 'Saving…' : 'Save what can be read'}
        </Button>
      ) : (
        'Move both files out of the data folder when you no longer need them here.'
      )}
    </Strip>
  );
}
