import { RangeSet, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, gutterLineClass, GutterMarker } from '@codemirror/view';

import type { JsonProblem } from './json-problem.ts';

export const setProblem = StateEffect.define<JsonProblem | null>();

class ProblemLine extends GutterMarker {
  override readonly elementClass = 'problem-line';
}

const line = new ProblemLine();

/** Underlines the character where JSON breaks, and marks the number of its line, until the text is looked at again. */
export const problemMarks: Extension = StateField.define<number | null>({
  create: () => null,
  update(at, { changes, effects }) {
    const told = effects.findLast((effect) => effect.is(setProblem));
    if (told?.is(setProblem) === true) return told.value?.offset ?? null;
    return at === null ? null : changes.mapPos(at);
  },
  provide: (field) => [
    EditorView.decorations.compute([field, 'doc'], (state) => {
      const at = state.field(field);
      if (at === null || state.doc.length === 0) return Decoration.none;
      // What is missing at the end of a line is marked by its last character.
      const { from, to } = state.doc.lineAt(Math.min(at, state.doc.length));
      const start = Math.max(from, Math.min(at, to - 1));
      return start < to
        ? Decoration.set(Decoration.mark({ class: 'problem' }).range(start, start + 1))
        : Decoration.none;
    }),
    gutterLineClass.compute([field, 'doc'], (state) => {
      const at = state.field(field);
      return at === null
        ? RangeSet.empty
        : RangeSet.of([line.range(state.doc.lineAt(Math.min(at, state.doc.length)).from)]);
    }),
  ],
});
