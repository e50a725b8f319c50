import { ArrowLeft } from 'lucide-react';

import { usePlace } from '../shell/place-store.ts';
import { Keys } from '../ui/keys.tsx';
import styles from './back-to-message.module.css';

/** Where a message led to the webhook, the way back to it. */
export function BackToMessage() {
  const isFromMessage = usePlace((place) => place.isFromMessage);
  const goTo = usePlace((place) => place.goTo);
  if (!isFromMessage) return null;
  return (
    <button type="button" className={styles['back']} onClick={() => goTo('messages')}>
      <ArrowLeft size={13} aria-hidden />
      Back to the message
      <span aria-hidden>
        <Keys keys="Alt+Left" />
      </span>
    </button>
  );
}
