import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';

import type { Explanation } from '../../shared/contract.ts';
import { formatBytes } from '../../shared/format.ts';
import { call } from '../bridge/client.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import { ExplanationView } from './explanation-view.tsx';
import dialog from '../ui/dialog.module.css';
import styles from './paste-dialog.module.css';
import { usePasteBox } from './paste-store.ts';

/** As much as main reads. */
const MOST_CHARACTERS = 16_000_000;
const EXAMPLE = `POST /webhooks/inbound-message HTTP/1.1
Authorization: Bearer eyJhbGciOi…
Content-Type: application/json

{"message_uuid":"…"}`;

/** The doctor for a webhook from somewhere else: headers and body, or a cURL command. */
export function PasteDialog() {
  const { isOpen, setOpen } = usePasteBox();
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['backdrop']} />
        <Dialog.Popup initialFocus={field} className={`${dialog['popup']} ${styles['popup']}`}>
          <div className={styles['head']}>
            <Dialog.Title className={dialog['title']}>Check a pasted webhook</Dialog.Title>
            <Dialog.Close render={<IconButton icon={X} label="Close" />} />
          </div>
          <PasteForm field={field} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Result = { readonly explanation: Explanation } | { readonly problem: string };

function PasteForm({ field }: { readonly field: React.RefObject<HTMLTextAreaElement | null> }) {
  const { text, keep } = usePasteBox();
  const [result, setResult] = useState<Result | null>(null);
  const [isBusy, setBusy] = useState(false);

  const check = async (): Promise<void> => {
    const pasted = field.current?.value ?? '';
    keep(pasted);
    if (pasted.length > MOST_CHARACTERS) {
      setResult({ problem: `This is ${formatBytes(pasted.length)}. At most 16 MB can be checked.` });
      return;
    }
    setBusy(true);
    try {
      setResult({ explanation: await call('signature:explain-text', { text: pasted }) });
    } catch (error) {
      setResult({ problem: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void check();
        }}
      >
        <Field
          label="Headers, an empty line and the body; or a cURL command"
          hint="Nothing leaves this computer. The body counts to its last character, a line break at its end included."
          problem={result !== null && 'problem' in result ? result.problem : null}
        >
          {(ids) => (
            <textarea
              ref={field}
              // Not controlled: it may hold megabytes.
              defaultValue={text}
              rows={8}
              spellCheck={false}
              autoComplete="off"
              placeholder={EXAMPLE}
              className={`${input['input']} ${styles['text']}`}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
                event.preventDefault();
                void check();
              }}
              {...ids}
            />
          )}
        </Field>
        <Button type="submit" tone="primary" disabled={isBusy} title="Ctrl+Enter">
          Check
        </Button>
      </form>
      <section aria-label="Result" aria-live="polite" aria-busy={isBusy} className={styles['result']}>
        {result !== null && 'explanation' in result ? (
          <ExplanationView explanation={result.explanation} receivedAt={null} />
        ) : null}
      </section>
    </>
  );
}
