import { undo } from '@codemirror/commands';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { assert, property, string } from 'fast-check';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';

import { CodeEditor } from '../../renderer/editor/code-editor.tsx';
import { findJsonProblem } from '../../renderer/editor/json-problem.ts';
import { smallestChange } from '../../renderer/editor/smallest-change.ts';
import { findEditor } from '../support/editors.ts';

interface PageProps {
  readonly start: string;
  readonly language?: 'json' | 'text';
  readonly told?: (text: string) => void;
}

function Page({ start, language = 'json', told }: PageProps) {
  const [text, setText] = useState(start);
  const change = (next: string): void => {
    setText(next);
    told?.(next);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- as a form that sends on Ctrl+Enter
    <form aria-label="Page" onKeyDown={(event) => told?.(`${event.ctrlKey ? 'Ctrl+' : ''}${event.key}`)}>
      <CodeEditor label="Body" language={language} value={text} onChange={change} hint="As it is." />
      <button type="button" onClick={() => setText('{"from":"outside"}')}>
        Replace
      </button>
    </form>
  );
}

const press = (target: HTMLElement, key: string, ctrlKey = false): void =>
  void target.dispatchEvent(
    new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, composed: true, cancelable: true }),
  );

describe('the editor', () => {
  test('says where JSON breaks, underlines it, and takes it back once it is whole', async () => {
    render(<Page start="{}" />);
    const body = await findEditor('Body');
    expect(body.view.contentDOM.getAttribute('aria-invalid')).toBe('false');
    screen.getByText('As it is.');
    body.write('{\n  "a": tru\n}');
    await screen.findByText(/^Not valid JSON: this is no JSON value at line 2, column 8\./);
    expect(body.view.contentDOM.querySelector('.problem')?.textContent).toBe('t');
    expect(body.view.contentDOM.getAttribute('aria-description')).toMatch(/line 2, column 8\. Tab leaves the editor/);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Indent' }).disabled).toBe(true);
    body.write('{"a":true}');
    await screen.findByText('As it is.');
    expect(body.view.contentDOM.querySelector('.problem')).toBeNull();
  });

  test('indents, and undo brings back what was', async () => {
    const user = userEvent.setup();
    render(<Page start='{"a":1.0}' />);
    const body = await findEditor('Body');
    await user.click(screen.getByRole('button', { name: 'Indent' }));
    await waitFor(() => expect(body.text()).toBe('{\n  "a": 1.0\n}'));
    undo(body.view);
    expect(body.text()).toBe('{"a":1.0}');
  });

  test('takes a text from outside without telling of it', async () => {
    const user = userEvent.setup();
    const told = vi.fn<(text: string) => void>();
    render(<Page start="{}" told={told} />);
    const body = await findEditor('Body');
    await user.click(screen.getByRole('button', { name: 'Replace' }));
    await waitFor(() => expect(body.text()).toBe('{"from":"outside"}'));
    expect(told).not.toHaveBeenCalled();
    body.append(' ');
    expect(told).toHaveBeenLastCalledWith('{"from":"outside"} ');
  });

  test('keeps every character, and leaves Tab and Ctrl+Enter to the page', async () => {
    const told = vi.fn<(text: string) => void>();
    const odd = '\ufeffa\r\nb\u0000\u202e\r';
    render(<Page start={odd} language="text" told={told} />);
    const body = await findEditor('Body');
    expect(body.text()).toBe(odd);
    body.append('!');
    expect(told).toHaveBeenLastCalledWith(`${odd}!`);
    expect(screen.queryByRole('button', { name: 'Indent' })).toBeNull();
    for (const [key, isWithCtrl] of [
      ['Tab', false],
      ['Enter', true],
    ] as const) {
      press(body.view.contentDOM, key, isWithCtrl);
      expect(told).toHaveBeenLastCalledWith(`${isWithCtrl ? 'Ctrl+' : ''}${key}`);
    }
    expect(body.text()).toBe(`${odd}!`);
  });

  test('closes its own search by Escape before anybody else hears of it', async () => {
    const told = vi.fn<(text: string) => void>();
    render(<Page start="{}" told={told} />);
    const { view } = await findEditor('Body');
    press(view.contentDOM, 'f', true);
    expect(view.dom.querySelector('.find')).not.toBeNull();
    told.mockClear();
    press(view.contentDOM, 'Escape');
    expect(view.dom.querySelector('.find')).toBeNull();
    expect(told).not.toHaveBeenCalled();
    press(view.contentDOM, 'Escape');
    expect(told).toHaveBeenLastCalledWith('Escape');
  });
});

test('the smallest change turns one text into the other', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 20 }), string({ unit: 'binary', maxLength: 20 }), (before, after) => {
      const { from, to, insert } = smallestChange(before, after);
      expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
    }),
  );
  expect(smallestChange('{"a":1}', '{"a":12}')).toEqual({ from: 6, to: 6, insert: '2' });
});

test('there is a problem exactly where JSON.parse has one', () => {
  assert(
    property(string(), (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(findJsonProblem(text) === null).toBe(isJson);
    }),
  );
});
