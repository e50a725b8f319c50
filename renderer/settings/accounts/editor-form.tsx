import { type ReactNode, useEffect, useRef, useState } from 'react';

import { Button } from '../../ui/button.tsx';
import styles from './accounts.module.css';

interface EditorFormProps {
  readonly title: string;
  /** The word on the button. */
  readonly submit: string;
  readonly canSubmit?: boolean;
  readonly onSubmit: () => Promise<void>;
  /** After it was saved or given up. */
  readonly onDone: () => void;
  /** Which input the person most likely wants to fill in first. */
  readonly focusOn: 'text' | 'password';
  readonly children: ReactNode;
}

/** A form within the page: Enter saves, Esc gives up, and what main refuses is said in its words. */
export function EditorForm({ title, submit, canSubmit = true, onSubmit, onDone, focusOn, children }: EditorFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    const place = form.current?.parentElement;
    form.current?.querySelector<HTMLInputElement>(`input[type=${focusOn}]`)?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: 'nearest' });
    // Back to the button that opens such a form, which has only now come back itself.
    return () => void requestAnimationFrame(() => focusOpener(place));
  }, [focusOn]);

  const run = async (): Promise<void> => {
    if (!canSubmit || isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      await onSubmit();
      onDone();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc anywhere inside gives up
    <form
      ref={form}
      aria-label={title}
      autoComplete="off"
      noValidate
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onDone();
      }}
    >
      <p className={styles['formTitle']}>{title}</p>
      {children}
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <div className={styles['formButtons']}>
        <Button type="submit" tone="primary" disabled={!canSubmit || isBusy}>
          {submit}
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}

function focusOpener(place: HTMLElement | null | undefined): void {
  if (document.activeElement !== document.body) return;
  [...(place?.querySelectorAll<HTMLElement>('[data-opener]') ?? [])].at(-1)?.focus();
}
