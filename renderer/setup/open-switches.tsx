import { RotateCcw } from 'lucide-react';
import { useState } from 'react';

import type { OpenSwitch } from '../../shared/contract.ts';
import page from '../ui/page.module.css';
import { Button } from '../ui/button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './setup.module.css';
import { addressWords, slotWords } from '../../shared/vonage/slot-words.ts';
import { useChangeSwitch } from './use-switch.ts';

const STATES: Readonly<Record<OpenSwitch['state'], string>> = {
  planned: 'being changed',
  applied: 'points here',
  verified: 'points here',
  restoring: 'being put back',
  conflict: 'somebody else has changed it',
};

/** Everything at Vonage that is not as it was before us. */
export function OpenSwitches({ switches }: { readonly switches: readonly OpenSwitch[] }) {
  return (
    <section className={page['group']} aria-label="Switched addresses">
      <h2 className={page['groupTitle']}>Switched addresses</h2>
      <ul className={styles['list']}>
        {switches.map((open) => (
          <OpenSwitchItem key={open.id} open={open} />
        ))}
      </ul>
    </section>
  );
}

function OpenSwitchItem({ open }: { readonly open: OpenSwitch }) {
  const change = useChangeSwitch();
  const [isBusy, setBusy] = useState(false);
  const { id, name, state, problem, slots, apiKey } = open;
  const run = async (work: Promise<boolean>): Promise<void> => {
    setBusy(true);
    await work;
    setBusy(false);
  };
  const asked = slots.flatMap(({ name: slot, theirs }) =>
    theirs === null ? [] : [{ name: slot, seen: theirs.address }],
  );
  const resolve = (choice: 'theirs' | 'original'): Promise<void> =>
    run(change('switch:resolve', { id, answers: asked.map((slot) => ({ ...slot, choice })) }));
  return (
    <li aria-label={name} className={styles['box']}>
      <p className={styles['name']}>
        {name} <span className={styles['text']}>{`${apiKey} · ${STATES[state]}`}</span>
      </p>
      {problem === null ? null : <p className={styles['problem']}>{problem}</p>}
      <SlotTable open={open} />
      {state === 'conflict' ? (
        <div role="group" aria-label={`What is to become of ${name}`} className={styles['row']}>
          <p className={styles['text']}>Which addresses are to stay? What is still ours is put back either way.</p>
          <Button disabled={isBusy} onClick={() => void resolve('theirs')}>
            Keep theirs
          </Button>
          <Button disabled={isBusy} onClick={() => void resolve('original')}>
            Put back what was there before
          </Button>
        </div>
      ) : (
        <div className={styles['row']}>
          <Button
            icon={RotateCcw}
            disabled={isBusy || state === 'planned'}
            onClick={() => void run(change('switch:restore', { id }))}
          >
            {state === 'restoring' ? 'Try again now' : 'Put back'}
          </Button>
          {state === 'restoring' && problem !== null ? (
            <Button disabled={isBusy} onClick={() => void run(change('switch:forget', { id }))}>
              I have put them back by hand
            </Button>
          ) : null}
        </div>
      )}
    </li>
  );
}

/** Ours, theirs where there are any, and the original: enough to compare, and to put back by hand. */
function SlotTable({ open: { name, slots, state } }: { readonly open: OpenSwitch }) {
  const isAsked = state === 'conflict';
  return (
    <table className={styles['table']} aria-label={`Switched addresses of ${name}`}>
      <thead>
        <tr>
          <th scope="col">Address</th>
          <th scope="col">Before the switch</th>
          <th scope="col">Ours</th>
          {isAsked ? <th scope="col">Theirs, now</th> : null}
        </tr>
      </thead>
      <tbody>
        {slots.map(({ name: slot, original, ours, theirs, settled }) => (
          <tr key={slot}>
            <th scope="row">{slotWords(slot)}</th>
            <td>
              <VisibleText text={addressWords(original)} />
            </td>
            <td>
              <VisibleText text={ours} />
            </td>
            {isAsked ? (
              <td>
                {theirs === null ? settled ? 'put back' : '' : <VisibleText text={addressWords(theirs.address)} />}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
