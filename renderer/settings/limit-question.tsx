import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef } from 'react';

import { formatAmount, formatBytes } from '../../shared/format.ts';
import { Button } from '../ui/button.tsx';
import dialog from '../ui/dialog.module.css';
import styles from './limit-question.module.css';
import type { Question } from './use-limits.ts';

interface LimitQuestionProps {
  readonly question: Question | null;
  readonly onAnswer: (isConfirmed: boolean) => void;
}

/** Before a lower limit deletes what is beyond it. The answer that changes nothing has the focus. */
export function LimitQuestion({ question, onAnswer }: LimitQuestionProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open={question !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onAnswer(false))}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={dialog['backdrop']} />
        <AlertDialog.Popup initialFocus={cancel} className={`${dialog['popup']} ${styles['popup']}`}>
          {question === null ? null : (
            <>
              <AlertDialog.Title className={dialog['title']}>
                Keep {WORDS[question.name](question.value)}?
              </AlertDialog.Title>
              <AlertDialog.Description className={styles['text']}>
                {question.webhooks === null
                  ? 'Removes all webhooks beyond it for good; how many can’t be counted now.'
                  : `Removes ${formatAmount(question.webhooks, 'webhook')} for good.`}{' '}
                Starred ones are kept.
              </AlertDialog.Description>
              <div className={styles['answers']}>
                <Button ref={cancel} onClick={() => onAnswer(false)}>
                  Cancel
                </Button>
                <Button tone="danger" onClick={() => onAnswer(true)}>
                  {question.webhooks === null ? 'Remove them' : `Remove ${formatAmount(question.webhooks, 'webhook')}`}
                </Button>
              </div>
            </>
          )}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

const WORDS = {
  keepDays: (days: number) => `only ${formatAmount(days, 'day')}`,
  keepWebhooks: (webhooks: number) => `only ${formatAmount(webhooks, 'webhook')}`,
  keepBytes: (bytes: number) => `only ${formatBytes(bytes)}`,
};
