import { EditorView } from '@codemirror/view';
import { waitFor } from '@testing-library/react';

/** An editor of the window. Testing Library does not look into its shadow root, and jsdom types into no CodeMirror. */
export interface EditorOnPage {
  readonly view: EditorView;
  text(): string;
  /** Takes this in place of everything, as when somebody selects all and pastes. */
  write(text: string): void;
  /** As typed at the end. */
  append(text: string): void;
}

export function findEditor(label: string): Promise<EditorOnPage> {
  return waitFor(() => {
    const host = [...document.querySelectorAll<HTMLElement>('[data-editor]')].find(
      ({ dataset }) => dataset['editor'] === label,
    );
    const content = host?.shadowRoot?.querySelector<HTMLElement>(`[role=textbox][aria-label="${label}"]`) ?? null;
    const view = content === null ? null : EditorView.findFromDOM(content);
    if (view === null) throw new Error(`There is no editor “${label}”.`);
    return toEditor(view);
  });
}

function toEditor(view: EditorView): EditorOnPage {
  const put = (from: number, insert: string): void =>
    view.dispatch({ changes: { from, to: view.state.doc.length, insert }, userEvent: 'input.paste' });
  return {
    view,
    text: () => view.state.sliceDoc(),
    write: (text) => put(0, text),
    append: (text) => put(view.state.doc.length, text),
  };
}
