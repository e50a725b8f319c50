import { useEffect, useEffectEvent, useRef, useState } from 'react';

import { Unseen } from './unseen.tsx';

const PAUSE_MS = 4_000;

/** Speaks the newest text politely, at most once each few seconds: a flood of webhooks is one sentence. */
export function LiveRegion({ text }: { readonly text: string }) {
  const [spoken, setSpoken] = useState('');
  const timer = useRef<number | undefined>(undefined);
  const speak = useEffectEvent(() => {
    timer.current = undefined;
    setSpoken(text);
  });
  useEffect(() => {
    if (text !== '') timer.current ??= window.setTimeout(() => speak(), PAUSE_MS);
  }, [text]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  return (
    <Unseen>
      <output aria-live="polite">{spoken}</output>
    </Unseen>
  );
}
