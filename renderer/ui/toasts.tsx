import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import styles from './toasts.module.css';

interface Notice {
  readonly title: string;
  readonly description?: string;
  readonly tone?: 'plain' | 'bad';
  readonly timeoutMs?: number;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const toasts = Toast.createToastManager();

/** Says something at the lower edge, with one thing to do at most. */
export function notify({ title, description, tone = 'plain', timeoutMs = 5_000, action }: Notice): void {
  let isDone = false;
  const id = toasts.add({
    title,
    description,
    type: tone,
    timeout: timeoutMs,
    priority: tone === 'bad' ? 'high' : 'low',
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          // While it fades away, the second click of a double click still reaches it.
          if (isDone) return;
          isDone = true;
          toasts.close(id);
          action.run();
        },
      },
    }),
  });
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider toastManager={toasts} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts: shown } = Toast.useToastManager();
  return shown.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles['toast']} swipeDirection={['down', 'right']}>
      <Toast.Content className={styles['content']}>
        <div className={styles['words']}>
          <Toast.Title className={styles['title']} />
          <Toast.Description className={styles['description']} />
        </div>
        <Toast.Action className={styles['action']} />
        <Toast.Close className={styles['close']} aria-label="Close">
          <X size={14} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
