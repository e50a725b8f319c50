import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';

import { customProperties } from '../ui/custom-properties.ts';
import type { CodeEditor, CodeEditorOptions } from './code-editor.ts';
import styles from './code-view.module.css';

export interface CodeViewHandle {
  find(): void;
  goTo(offset: number): void;
}

interface CodeViewProps extends CodeEditorOptions {
  readonly ref?: Ref<CodeViewHandle>;
}

const LINE = 19;

/** Text with line numbers, folding and find. The editor is fetched when it is first needed. */
export function CodeView({ text, label, language, ref }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor | null>(null);
  const waiting = useRef<((editor: CodeEditor) => void) | null>(null);

  useEffect(() => {
    let isGone = false;
    const open = async () => {
      const { openCodeEditor } = await import('./code-editor.ts');
      if (isGone || !host.current) return;
      editor.current = openCodeEditor(host.current, { text, label, language });
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
    const whenOpen = (action: (editor: CodeEditor) => void) => {
      if (editor.current) action(editor.current);
      else waiting.current = action;
    };
    return {
      find: () => whenOpen((open) => open.find()),
      goTo: (offset) => whenOpen((open) => open.goTo(offset)),
    };
  }, []);

  const lines = Math.min(24, Math.max(countLines(text), Math.ceil(text.length / 90)));
  return (
    <div
      ref={host}
      data-finds
      className={styles['code']}
      style={customProperties({ '--rows-height': `${Math.max(3, lines) * LINE + 14}px` })}
    />
  );
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && lines < 100; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
