import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';

import styles from './tooltip.module.css';
import { WithCode } from './with-code.tsx';

/** While it is open, it describes what it was opened by. */
const POPUP_ID = 'meaning';
const handle = Base.createHandle<string>();

interface MeaningProps {
  /** What it means and what to do, in our own words; null where nobody knows, and then nothing opens. */
  readonly text: string | null;
  /** One element. By keyboard the meaning opens where that can have the focus. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** Opens a meaning on hover and focus. All of them share one popup, so a long list of them costs little. */
export function Meaning({ text, children }: MeaningProps) {
  if (text === null) return children;
  return (
    <Base.Trigger
      handle={handle}
      payload={text}
      delay={300}
      closeOnClick={false}
      aria-describedby={POPUP_ID}
      render={children}
    />
  );
}

/** The popup of all meanings: once in the window. */
export function MeaningPopup() {
  return (
    <Base.Root handle={handle}>
      {({ payload }) => (
        <Base.Portal>
          <Base.Positioner
            side="bottom"
            align="start"
            sideOffset={4}
            collisionPadding={8}
            className={styles['positioner']}
          >
            <Base.Popup id={POPUP_ID} role="tooltip" className={styles['popup']}>
              <span>
                <WithCode text={payload ?? ''} />
              </span>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      )}
    </Base.Root>
  );
}
