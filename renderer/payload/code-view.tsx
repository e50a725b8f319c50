import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';

import { customProperties } from '../ui/custom-properties.ts';
import type { CodeViewer, CodeViewerOptions } from './code-viewer.ts';
import styles from './code-view.module.css';

export interface CodeViewHandle {
  find(): void;
  goTo(offset: number): void;
}

interface CodeViewProps extends Omit<CodeViewerOptions, 'onHeight'> {
  readonly ref?: Ref<CodeViewHandle>;
}

const LINE = 19;
const LOWEST = 60;
const HIGHEST = 470;

/** Text with line numbers, folding and find. The editor is fetched when it is first needed. */
export function CodeView({ text, label, language, ref }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeViewer | null>(null);
  const [height, setHeight] = useState<number>();
  const waiting = useRef<((editor: CodeViewer) => void) | null>(null);

  useEffect(() => {
    let isGone = false;
    const open = async () => {
      const { openCodeViewer } = await import('./code-viewer.ts');
      if (isGone || !host.current) return;
      editor.current = openCodeViewer(host.current, { text, label, language, onHeight: setHeight });
      waiting.current?.(editor.current);
      waiting.current = null;
    };
    void open();
    return () => {
      isGone = true;
      editor.current?.close();
      editor.current = null;
    };
  }, [text, label, language]);

  useImperativeHandle(ref, () => {
    const whenOpen = (action: (editor: CodeViewer) => void) => {
      if (editor.current) action(editor.current);
      else waiting.current = action;
    };
    return {
      find: () => whenOpen((open) => open.find()),
      goTo: (offset) => whenOpen((open) => open.goTo(offset)),
    };
  }, []);

  const shown = Math.max(LOWEST, Math.min(HIGHEST, height ?? countLines(text) * LINE));
  return <div ref={host} className={styles['code']} style={customProperties({ '--rows-height': `${shown}px` })} />;
}

/** As many as are needed for a first guess. */
function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && lines < 100; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
