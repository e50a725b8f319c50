import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  SearchQuery,
  setSearchQuery,
} from '@codemirror/search';
import { EditorView, type Panel, type ViewUpdate } from '@codemirror/view';

/** Counting stops here: nobody steps through more. */
const MOST_COUNTED = 1_000;

/** Find inside one text: plain or with a regular expression, with the place among all matches. */
export function createSearchPanel(view: EditorView): Panel {
  const dom = element('div', { className: 'find' });
  const input = element('input', { type: 'text', placeholder: 'Find in this text', spellcheck: false });
  input.setAttribute('main-field', 'true');
  input.setAttribute('aria-label', 'Find in this text');
  const matchCase = toggle('Aa', 'Match case');
  const regexp = toggle('.*', 'Regular expression');
  const count = element('output', {});

  const commit = () => {
    const query = new SearchQuery({
      search: input.value,
      caseSensitive: matchCase.ariaPressed === 'true',
      regexp: regexp.ariaPressed === 'true',
      literal: true,
    });
    input.ariaInvalid = String(input.value !== '' && !query.valid);
    view.dispatch({ effects: setSearchQuery.of(query) });
  };
  const show = () => {
    count.textContent = describeMatches(view);
  };

  const start = getSearchQuery(view.state);
  input.value = start.search;
  matchCase.ariaPressed = String(start.caseSensitive);
  regexp.ariaPressed = String(start.regexp);
  input.addEventListener('input', () => {
    commit();
    showFirst(view);
  });
  for (const button of [matchCase, regexp]) {
    button.addEventListener('click', () => {
      button.ariaPressed = String(button.ariaPressed !== 'true');
      commit();
    });
  }
  dom.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === input) (event.shiftKey ? findPrevious : findNext)(view);
    else if (event.key === 'Escape') closeSearchPanel(view);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  dom.append(
    input,
    count,
    matchCase,
    regexp,
    action('↑', 'Previous match (Shift+Enter)', () => findPrevious(view)),
    action('↓', 'Next match (Enter)', () => findNext(view)),
    action('✕', 'Close (Esc)', () => closeSearchPanel(view)),
  );
  show();
  return {
    dom,
    top: true,
    mount: () => input.select(),
    update: (update: ViewUpdate) => {
      const hasQuery = update.transactions.some((change) => change.effects.some((effect) => effect.is(setSearchQuery)));
      if (hasQuery || update.selectionSet) show();
    },
  };
}

/** Goes to the first match from the cursor on. `findNext` would select the text of the field that is being typed in. */
function showFirst(view: EditorView): void {
  const query = getSearchQuery(view.state);
  if (!query.valid) return;
  const here = query.getCursor(view.state, view.state.selection.main.from).next();
  const match = here.done === true ? query.getCursor(view.state).next() : here;
  if (match.done === true) return;
  const { from, to } = match.value;
  view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
}

function describeMatches(view: EditorView): string {
  const query = getSearchQuery(view.state);
  if (query.search === '') return '';
  if (!query.valid) return 'Not a regular expression';
  const { from, to } = view.state.selection.main;
  const cursor = query.getCursor(view.state);
  let place = 0;
  let total = 0;
  for (let next = cursor.next(); !next.done && total < MOST_COUNTED; next = cursor.next()) {
    total += 1;
    if (next.value.from === from && next.value.to === to) place = total;
  }
  if (total === 0) return 'No match';
  const all = total === MOST_COUNTED ? `${MOST_COUNTED}+` : String(total);
  return place === 0 ? `${all} found` : `${place} of ${all}`;
}

function toggle(text: string, label: string): HTMLButtonElement {
  const button = action(text, label, () => undefined);
  button.ariaPressed = 'false';
  return button;
}

function action(text: string, label: string, run: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', textContent: text, title: label });
  button.setAttribute('aria-label', label);
  button.addEventListener('click', run);
  return button;
}

function element<Name extends 'div' | 'input' | 'button' | 'output'>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
