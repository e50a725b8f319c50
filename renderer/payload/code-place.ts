import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

const markPlace = StateEffect.define<number>();
const line = Decoration.line({ class: 'place-line' });
const character = Decoration.mark({ class: 'place' });

/** Marks one character and its line: the place where JSON breaks. */
export const codePlace: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { effects, state }) => {
    const effect = effects.find((candidate) => candidate.is(markPlace));
    if (effect === undefined || !effect.is(markPlace)) return marks;
    const at = Math.min(effect.value, state.doc.length);
    const { from, to } = state.doc.lineAt(at);
    const start = Math.max(from, Math.min(at, to - 1));
    return Decoration.set([line.range(from), ...(to > from ? [character.range(start, start + 1)] : [])]);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Goes to a place and marks it. */
export function goToPlace(view: EditorView, offset: number): void {
  const at = Math.min(offset, view.state.doc.length);
  view.dispatch({
    selection: { anchor: at },
    effects: [markPlace.of(at), EditorView.scrollIntoView(at, { y: 'center' })],
  });
  view.focus();
}
