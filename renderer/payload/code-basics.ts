import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  syntaxHighlighting,
} from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

import { nameOfHidden } from '../ui/hidden-characters.ts';
import { createSearchPanel } from './code-search.ts';
import { codeTheme } from './code-theme.ts';

export type CodeLanguage = 'json' | 'text';

/** Highlighting a line of a megabyte helps nobody. */
const LONGEST_HIGHLIGHTED = 300_000;
// oxlint-disable-next-line no-misleading-character-class -- each joiner is meant alone
const MORE_HIDDEN = /[\u180e\u200c\u200d\u202a-\u202c\u2060-\u2065\u2068]/g;

/**
 * A shadow root of `host`: there CodeMirror puts its styles into `adoptedStyleSheets`, where in the document it would
 * add a <style>, which our CSP refuses.
 */
export function shadowOf(host: HTMLElement): ShadowRoot {
  return host.shadowRoot ?? host.attachShadow({ mode: 'open' });
}

/** What text is shown with, whether it can be changed or not. */
export function codeBasics(): Extension[] {
  return [
    // Only \n ends a line, so that \r stays a character that is seen.
    EditorState.lineSeparator.of('\n'),
    EditorView.lineWrapping,
    lineNumbers(),
    codeFolding({ placeholderText: '…' }),
    foldGutter({ openText: '▾', closedText: '▸' }),
    highlightSpecialChars({ addSpecialChars: MORE_HIDDEN, render: renderHidden }),
    search({ top: true, createPanel: createSearchPanel }),
    keymap.of([...searchKeymap, ...foldKeymap]),
    codeTheme,
  ];
}

/** The colours and brackets of a language; none where the text is too long for it. */
export function codeLanguage(language: CodeLanguage, text: string): Extension {
  const isJson = language === 'json' && longestLine(text) <= LONGEST_HIGHLIGHTED;
  return isJson ? [json(), syntaxHighlighting(colours), bracketMatching()] : [];
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
