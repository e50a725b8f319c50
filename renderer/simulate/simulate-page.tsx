import { useEffect } from 'react';

import { useCatalogue } from '../bridge/use-simulation.ts';
import { Choice } from '../ui/choice.tsx';
import { AnswerLog } from './answer-log.tsx';
import { CatalogueColumn } from './catalogue-column.tsx';
import { ScenarioForm } from './scenario-form.tsx';
import { SendBar } from './send-bar.tsx';
import { useSimulateStore } from './simulate-store.ts';
import styles from './simulate-page.module.css';
import { findInCatalogue } from './entry-words.ts';
import { chooseEntry } from './use-drafting.ts';
import { WebhookForm } from './webhook-form.tsx';

const MODES = [
  { value: 'webhook', label: 'Webhook' },
  { value: 'scenario', label: 'Scenario' },
] as const;

/** Webhooks without Vonage: one of the catalogue, or a whole life. */
export function SimulatePage() {
  const catalogue = useCatalogue();
  const { mode, entry, draft, change } = useSimulateStore();
  // What was chosen elsewhere may still be on its way.
  const isEmpty = draft === null && entry === null;

  useEffect(() => {
    const first = catalogue && isEmpty ? findInCatalogue(catalogue.entries, '')[0] : undefined;
    if (first) void chooseEntry(first);
  }, [catalogue, isEmpty]);

  if (!catalogue) return <div aria-busy />;
  return (
    <div className={styles['page']}>
      <section aria-label="What to simulate" className={styles['side']}>
        <div className={styles['head']}>
          <h1 className={styles['title']}>Simulate</h1>
          <Choice label="What to send" value={mode} choices={MODES} onChange={(next) => change({ mode: next })} />
        </div>
        <CatalogueColumn catalogue={catalogue} />
      </section>
      <section aria-label={mode === 'webhook' ? 'Webhook' : 'Scenario'} className={styles['work']}>
        {mode === 'webhook' ? <WebhookForm /> : <ScenarioForm lives={catalogue.lives} />}
        <SendBar />
        <AnswerLog />
      </section>
    </div>
  );
}
