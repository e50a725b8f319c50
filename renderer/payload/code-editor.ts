import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  syntaxHighlighting,
} from '@codemirror/language';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

import { nameOfHidden } from '../ui/hidden-characters.ts';
import { codePlace, goToPlace } from './code-place.ts';
import { createSearchPanel } from './code-search.ts';
import { codeTheme } from './code-theme.ts';

/** Highlighting a line of a megabyte helps nobody. */
const LONGEST_HIGHLIGHTED = 300_000;
// oxlint-disable-next-line no-misleading-character-class -- each joiner is meant alone
const MORE_HIDDEN = /[\u180e\u200c\u200d\u202a-\u202c\u2060-\u2065\u2068]/g;

export interface CodeEditor {
  find(): void;
  /** Shows and marks a place. */
  goTo(offset: number): void;
  close(): void;
}

export interface CodeEditorOptions {
  readonly text: string;
  readonly label: string;
  readonly language: 'json' | 'text';
  /** Told how high all of the text is, whenever that changes. */
  readonly onHeight: (height: number) => void;
}

/**
 * A read-only CodeMirror in a shadow root of `host`: there it puts its styles into `adoptedStyleSheets`, where in the
 * document it would add a <style>, which our CSP refuses.
 */
export function openCodeEditor(host: HTMLElement, { text, label, language, onHeight }: CodeEditorOptions): CodeEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const hasLanguage = language === 'json' && longestLine(text) <= LONGEST_HIGHLIGHTED;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        ...basics(label),
        EditorView.updateListener.of(({ geometryChanged, view: changed }) => {
          if (geometryChanged) onHeight(heightOf(changed));
        }),
        hasLanguage ? [json(), syntaxHighlighting(colours), bracketMatching()] : [],
      ],
    }),
  });
  onHeight(heightOf(view));
  return {
    find: () => void openSearchPanel(view),
    goTo: (offset) => goToPlace(view, offset),
    close: () => view.destroy(),
  };
}

function basics(label: string): Extension[] {
  return [
    // Only \n ends a line, so that \r stays a character that is seen.
    EditorState.lineSeparator.of('\n'),
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
    EditorView.lineWrapping,
    lineNumbers(),
    codeFolding({ placeholderText: '…' }),
    foldGutter({ openText: '▾', closedText: '▸' }),
    highlightSpecialChars({ addSpecialChars: MORE_HIDDEN, render: renderHidden }),
    search({ top: true, createPanel: createSearchPanel }),
    keymap.of([...searchKeymap, ...foldKeymap]),
    codePlace,
    codeTheme,
  ];
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--code-key)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--code-word)' },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: 'var(--text-3)' },
]);

function renderHidden(code: number): HTMLElement {
  const { short, long } = nameOfHidden(String.fromCodePoint(code));
  const mark = document.createElement('span');
  mark.textContent = short;
  mark.title = long;
  mark.className = 'hidden-character';
  return mark;
}

function heightOf(view: EditorView): number {
  return view.contentHeight + view.dom.clientHeight - view.scrollDOM.clientHeight;
}

function longestLine(text: string): number {
  let longest = 0;
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    longest = Math.max(longest, stop - start);
    start = stop + 1;
  }
  return longest;
}
