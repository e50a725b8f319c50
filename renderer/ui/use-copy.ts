import { useEffect, useRef, useState } from 'react';

import { copyText } from './copy-text.ts';

const SHOWN_MS = 1_400;

/** Copies, and is `copied` for a moment so that the button can say so. */
export function useCopy(): { readonly copied: boolean; readonly copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const copy = async (text: string): Promise<void> => {
    const done = await copyText(text);
    window.clearTimeout(timer.current);
    setCopied(done);
    timer.current = window.setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return { copied, copy: (text) => void copy(text) };
}
