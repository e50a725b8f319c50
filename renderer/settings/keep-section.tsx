import type { AppState, Settings } from '../../shared/contract.ts';
import { formatBytes } from '../../shared/format.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { LimitQuestion } from './limit-question.tsx';
import { useLimits } from './use-limits.ts';
import { CheckFiles } from './check-files.tsx';
import { NumberSetting } from './number-setting.tsx';
import { Setting } from './setting.tsx';
import page from '../ui/page.module.css';
import styles from './keep-section.module.css';
import { useUpkeep } from './use-upkeep.ts';

const GB = 1_024 * 1_024 * 1_024;

/** How much history is kept, what it takes, and the means to keep it sound. */
export function KeepSection({ settings, state }: { readonly settings: Settings; readonly state: AppState }) {
  const { set, counting, question, answer } = useLimits(settings);
  return (
    <section className={page['group']} aria-label="Keep">
      <h2 className={page['groupTitle']}>Keep</h2>
      <Limit
        name="Age"
        text="Older webhooks, and deliveries that were simulated, are deleted for good. Starred webhooks stay, here and below."
        unit="days"
        value={settings.keepDays}
        min={1}
        max={36_500}
        usual={30}
        isCounting={counting === 'keepDays'}
        onChange={(days) => set('keepDays', days)}
      />
      <Limit
        name="Count"
        text="Beyond it the oldest webhooks are deleted for good. From 1,000."
        unit="webhooks"
        value={settings.keepWebhooks}
        min={1_000}
        max={100_000_000}
        usual={1_000_000}
        isCounting={counting === 'keepWebhooks'}
        onChange={(webhooks) => set('keepWebhooks', webhooks)}
      />
      <Limit
        name="Size"
        text="Of the record and the index together. Beyond it the oldest webhooks are deleted for good."
        unit="GB"
        value={Math.ceil(settings.keepBytes / GB)}
        min={1}
        max={10_000}
        usual={5}
        isCounting={counting === 'keepBytes'}
        onChange={(gigabytes) => set('keepBytes', gigabytes * GB)}
      />
      <Sizes state={state} />
      <Compact state={state} />
      <CheckFiles />
      <RebuildIndex state={state} />
      <LimitQuestion question={question} onAnswer={answer} />
    </section>
  );
}

interface LimitProps {
  readonly name: string;
  readonly text: string;
  readonly unit: string;
  /** 0 for no limit. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly usual: number;
  readonly isCounting: boolean;
  readonly onChange: (value: number) => void;
}

function Limit({ name, text, unit, value, min, max, usual, isCounting, onChange }: LimitProps) {
  return (
    <Setting name={name} text={isCounting ? 'Counting what is beyond it…' : text}>
      <span className={styles['limit']}>
        {value === 0 ? null : (
          <NumberSetting
            label={`${name} limit in ${unit}`}
            unit={unit}
            value={value}
            min={min}
            max={max}
            onChange={onChange}
          />
        )}
        <Choice
          label={`${name} limit`}
          value={value === 0 ? 'none' : 'limit'}
          choices={[
            { value: 'limit', label: 'Limit' },
            { value: 'none', label: 'No limit' },
          ]}
          onChange={(choice) => {
            if ((choice === 'none') !== (value === 0)) onChange(choice === 'none' ? 0 : usual);
          }}
        />
      </span>
    </Setting>
  );
}

function Sizes({ state: { files, freeBytes } }: { readonly state: AppState }) {
  return (
    <Setting name="On disk" text="The index can be built anew from the record at any time.">
      <dl className={styles['sizes']}>
        <Size name="Record" bytes={files.capture} />
        <Size name="Index" bytes={files.index} />
        <Size name="Settings" bytes={files.app} />
        <Size name="Free inside" bytes={freeBytes} />
      </dl>
    </Setting>
  );
}

function Size({ name, bytes }: { readonly name: string; readonly bytes: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{formatBytes(bytes)}</dd>
    </div>
  );
}

function Compact({ state: { compaction, freeBytes } }: { readonly state: AppState }) {
  const { compact, cancelCompact } = useUpkeep();
  const { data: done } = compact;
  const said =
    done === undefined
      ? 'Space that deleted webhooks left is used again. This gives it back to the disk, in small steps.'
      : `${formatBytes(done.freedBytes)} given back to the disk.${done.isCancelled ? ' Stopped before the end.' : ''}`;
  if (compaction !== null) {
    const total = compaction.freedBytes + compaction.leftBytes;
    return (
      <Setting
        name="Compact"
        text={`${formatBytes(compaction.freedBytes)} of ${formatBytes(total)} given back. Webhooks are stored meanwhile.`}
      >
        <progress
          className={styles['progress']}
          aria-label="Compacting"
          max={Math.max(1, total)}
          value={compaction.freedBytes}
        />
        <Button onClick={() => cancelCompact.mutate()}>Cancel</Button>
      </Setting>
    );
  }
  return (
    <Setting name="Compact" text={said}>
      <Button disabled={freeBytes === 0 || compact.isPending} onClick={() => compact.mutate()}>
        Compact now
      </Button>
    </Setting>
  );
}

function RebuildIndex({ state: { rebuild } }: { readonly state: AppState }) {
  const { rebuildIndex } = useUpkeep();
  return (
    <Setting
      name="Rebuild index"
      text={
        rebuild === null
          ? 'Reads all webhooks again, newest first. Lists fill up meanwhile; nothing is lost.'
          : `${Math.floor((100 * rebuild.done) / Math.max(1, rebuild.of))} % of the history is in the index.`
      }
    >
      {rebuild === null ? null : (
        <progress
          className={styles['progress']}
          aria-label="Building the index"
          max={Math.max(1, rebuild.of)}
          value={rebuild.done}
        />
      )}
      <Button disabled={rebuild !== null || rebuildIndex.isPending} onClick={() => rebuildIndex.mutate()}>
        Rebuild
      </Button>
    </Setting>
  );
}
