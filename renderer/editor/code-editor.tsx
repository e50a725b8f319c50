import { ListTree } from 'lucide-react';
import {
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from 'react';

import type { CodeLanguage } from '../payload/code-basics.ts';
import { prettyJson } from '../payload/pretty-json.ts';
import { Button } from '../ui/button.tsx';
import field from '../ui/field.module.css';
import styles from './code-editor.module.css';
import type { JsonProblem } from './json-problem.ts';
import type { Editor } from './open-editor.ts';

export interface CodeEditorHandle {
  focus(): void;
}

interface CodeEditorProps {
  readonly label: string;
  readonly value: string;
  readonly language: CodeLanguage;
  readonly onChange: (text: string) => void;
  /** Below it, while nothing is wrong. */
  readonly hint?: ReactNode;
  /** What broken JSON means here, as a sentence after the one that says where it breaks. */
  readonly consequence?: string;
  readonly placeholder?: string;
  /** Takes the focus once it is there. */
  readonly autoFocus?: boolean;
  readonly ref?: Ref<CodeEditorHandle>;
}

/**
 * A field for long text: line numbers, undo, find, and for JSON its colours, the place where it breaks and a button that
 * indents it. The text is kept character by character, also a \r. The editor is fetched when it is first needed.
 */
export function CodeEditor(props: CodeEditorProps) {
  const { label, value, language, onChange, hint, consequence, ref } = props;
  const noteId = useId();
  const { host, editor, problem } = useEditor(props);
  useImperativeHandle(ref, () => ({ focus: () => editor.current?.focus() }), [editor]);
  return (
    <div role="group" aria-label={label} data-grows="" className={`${field['field']} ${styles['field']}`}>
      <div className={styles['head']}>
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- as a label does; by keys, the editor has the focus itself */}
        <span className={field['label']} onClick={() => editor.current?.focus()}>
          {label}
        </span>
        {language === 'json' ? (
          <Button
            icon={ListTree}
            className={styles['indent'] ?? ''}
            disabled={problem !== null || value.trim() === ''}
            onClick={() => onChange(prettyJson(value))}
          >
            Indent
          </Button>
        ) : null}
      </div>
      <div ref={host} data-editor={label} className={styles['box']} data-problem={problem === null ? undefined : ''} />
      {problem !== null ? (
        <p id={noteId} role="status" className={styles['problem']}>
          {problem.words}
          {consequence === undefined ? '' : ` ${consequence}`}{' '}
          <button type="button" className={styles['go']} onClick={() => editor.current?.goTo(problem.offset)}>
            Go there
          </button>
        </p>
      ) : hint === undefined ? null : (
        <p className={field['note']}>{hint}</p>
      )}
    </div>
  );
}

function useEditor({ label, value, language, placeholder = '', autoFocus = false, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  /** What the editor has, as far as is known here. */
  const known = useRef(value);
  const [problem, setProblem] = useState<JsonProblem | null>(null);
  const change = useEffectEvent((text: string) => {
    known.current = text;
    onChange(text);
  });
  const begin = useEffectEvent((module: typeof import('./open-editor.ts')) => {
    if (host.current === null) return;
    known.current = value;
    const options = { text: value, label, language, placeholder, onChange: change, onProblem: setProblem };
    editor.current = module.openEditor(host.current, options);
    if (autoFocus) editor.current.focus();
  });

  useEffect(() => {
    let isGone = false;
    void import('./open-editor.ts').then((module) => (isGone ? undefined : begin(module)));
    return () => {
      isGone = true;
      editor.current?.close();
      editor.current = null;
    };
  }, []);
  useEffect(() => {
    if (value === known.current) return;
    known.current = value;
    editor.current?.setText(value);
  }, [value]);
  useEffect(() => editor.current?.setLanguage(language), [language]);
  return { host, editor, problem };
}
