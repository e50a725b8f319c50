import { defaultKeymap, history, historyKeymap, simplifySelection } from '@codemirror/commands';
import { closeSearchPanel } from '@codemirror/search';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderText } from '@codemirror/view';

import { codeBasics, type CodeLanguage, codeLanguage, shadowOf } from '../payload/code-basics.ts';
import { findJsonProblem, type JsonProblem } from './json-problem.ts';
import { problemMarks, setProblem } from './problem-marks.ts';
import { smallestChange } from './smallest-change.ts';

/** JSON is looked at once the typing pauses: a sentence that changes with each key helps nobody. */
const PAUSE_MS = 250;
/** Looking at more would hold the window up after each word. */
const LONGEST_LOOKED_AT = 3_000_000;

const HELP = 'Tab leaves the editor. Control and ] indents a line, Control and [ takes that back. Control and F finds.';

export interface Editor {
  /** Replaces all of the text; can be undone. Nothing is told of it by `onChange`. */
  setText(text: string): void;
  setLanguage(language: CodeLanguage): void;
  focus(): void;
  /** Puts the cursor there. */
  goTo(offset: number): void;
  close(): void;
}

export interface EditorOptions {
  readonly text: string;
  readonly label: string;
  readonly language: CodeLanguage;
  readonly placeholder: string;
  readonly onChange: (text: string) => void;
  /** Told where JSON breaks, and null once it is whole. */
  readonly onProblem: (problem: JsonProblem | null) => void;
}

/**
 * A CodeMirror in `host` that can be written in. It keeps every character: a \r stays, and is shown. Ctrl+Enter and Tab
 * are left to the page, so Tab goes to the next field; Escape is, unless it closes something of the editor.
 */
export function openEditor(host: HTMLElement, options: EditorOptions): Editor {
  const { text, label, placeholder, onChange, onProblem } = options;
  const root = shadowOf(host);
  const languages = new Compartment();
  let language = options.language;
  let isOurs = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        editing(label, placeholder),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (!docChanged) return;
          if (!isOurs) onChange(state.sliceDoc());
          lookSoon();
        }),
        languages.of(codeLanguage(language, text)),
      ],
    }),
  });
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (view.composing ? lookSoon() : look()), PAUSE_MS);
  };
  const look = (): void => {
    const { doc } = view.state;
    const isLookedAt = language === 'json' && doc.length <= LONGEST_LOOKED_AT;
    const problem = isLookedAt ? findJsonProblem(view.state.sliceDoc()) : null;
    view.contentDOM.setAttribute('aria-invalid', String(problem !== null));
    view.contentDOM.setAttribute('aria-description', problem === null ? HELP : `${problem.words} ${HELP}`);
    view.dispatch({ effects: setProblem.of(problem) });
    onProblem(problem);
  };
  look();
  return {
    setText(next) {
      isOurs = true;
      view.dispatch({ changes: smallestChange(view.state.sliceDoc(), next) });
      isOurs = false;
    },
    setLanguage(next) {
      if (next === language) return;
      language = next;
      view.dispatch({ effects: languages.reconfigure(codeLanguage(next, view.state.sliceDoc())) });
      look();
    },
    focus: () => view.focus(),
    goTo(offset) {
      const at = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    close() {
      clearTimeout(timer);
      view.destroy();
    },
  };
}

function editing(label: string, placeholder: string): Extension[] {
  return [
    history(),
    // Whatever Escape closes here, the dialog around it stays.
    Prec.highest(
      keymap.of([
        { key: 'Escape', run: (view) => closeSearchPanel(view) || simplifySelection(view), stopPropagation: true },
      ]),
    ),
    codeBasics(),
    keymap.of([...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')]),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    // Windows' clipboard ends lines with \r\n; only a text that has them itself gets more of them.
    EditorView.clipboardInputFilter.of((pasted, { doc }) =>
      doc.length > 0 && doc.sliceString(0).includes('\r') ? pasted : pasted.replaceAll(/\r\n?/g, '\n'),
    ),
    placeholder === '' ? [] : placeholderText(placeholder),
    problemMarks,
    editorTheme,
  ];
}

const editorTheme = EditorView.theme({
  '&': { flex: '1 1 0', minHeight: '0' },
  '&.cm-focused': { boxShadow: 'none' },
  '.cm-placeholder': { color: 'var(--text-3)', whiteSpace: 'pre-wrap' },
  '.problem': { textDecoration: 'underline wavy var(--bad) 1px', textUnderlineOffset: '3px' },
  '.problem-line': { color: 'var(--bad)' },
});
