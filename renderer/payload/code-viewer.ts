import { openSearchPanel } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

import { codeBasics, type CodeLanguage, codeLanguage, shadowOf } from './code-basics.ts';
import { codePlace, goToPlace } from './code-place.ts';

export interface CodeViewer {
  find(): void;
  /** Shows and marks a place. */
  goTo(offset: number): void;
  close(): void;
}

export interface CodeViewerOptions {
  readonly text: string;
  readonly label: string;
  readonly language: CodeLanguage;
  /** Told how high all of the text is, whenever that changes. */
  readonly onHeight: (height: number) => void;
}

/** A read-only CodeMirror in `host`. */
export function openCodeViewer(host: HTMLElement, { text, label, language, onHeight }: CodeViewerOptions): CodeViewer {
  const root = shadowOf(host);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        codeBasics(),
        EditorState.readOnly.of(true),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
        EditorView.updateListener.of(({ geometryChanged, view: changed }) => {
          if (geometryChanged) onHeight(heightOf(changed));
        }),
        codePlace,
        codeLanguage(language, text),
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

function heightOf(view: EditorView): number {
  return view.contentHeight + view.dom.clientHeight - view.scrollDOM.clientHeight;
}
