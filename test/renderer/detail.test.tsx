import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow, shownRows } from '../support/open-window.tsx';
import { aSample, type SampleRequest } from '../support/samples.ts';

/** The detail of one webhook that just came. */
async function openDetail(request: SampleRequest) {
  const bridge = new FakeBridge();
  bridge.receive(aSample(request));
  const { user } = await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(1));
  await user.pointer({ keys: '[MouseLeft]', target: shownRows()[0] as HTMLElement });
  const payload = await screen.findByRole('region', { name: 'Payload' });
  return { bridge, user, payload, detail: screen.getByRole('region', { name: 'Detail' }) };
}

const INBOUND = '"message_uuid":"11111111-0000-4000-8000-000000000000","to":"1","from":"2","channel":"sms"';

test('markup in a message is text everywhere and makes no element', async () => {
  const text = '<img src=x onerror=alert(1)><script>alert(2)</script><b>bold</b>';
  const { detail } = await openDetail({
    body: `{${INBOUND},"message_type":"text","text":${JSON.stringify(text)}}`,
    headers: [['X-Evil', '<img src=y>']],
  });
  expect(document.querySelector('img, script')).toBeNull();
  expect([...document.querySelectorAll('b')].map((element) => element.textContent)).not.toContain('bold');
  expect(detail.textContent).toContain(text);
  expect(detail.textContent).toContain('<img src=y>');
});

test('characters that would hide have a visible name', async () => {
  const { detail } = await openDetail({
    body: `{${INBOUND},"text":"a\\u202eb"}`,
    headers: [['X-Nul', 'a\u0000b\u200b']],
  });
  expect(within(detail).getByTitle('U+202E, right-to-left override').textContent).toBe('RLO');
  expect(within(detail).getByTitle('U+0000, control character').textContent).toBe('NUL');
});

test('big numbers and repeated keys are shown exactly', async () => {
  const { payload } = await openDetail({ body: '{"id":12345678901234567890123,"id":0.10000000000000000001}' });
  const tree = within(payload).getByRole('tree');
  expect(tree.textContent).toContain('12345678901234567890123');
  expect(tree.textContent).toContain('0.10000000000000000001');
  expect(within(tree).getAllByText('duplicate key')).toHaveLength(2);
});

test('broken JSON says where it breaks', async () => {
  const { payload } = await openDetail({ body: '{\n  "a": 1\n  "b": 2\n}' });
  expect(within(payload).getByText(/Not valid JSON: a comma is missing at line 3, column 3/)).toBeDefined();
});

test('a form is a table of its fields', async () => {
  const { payload } = await openDetail({
    path: '/webhooks/inbound-sms',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'msisdn=447700900001&messageId=0A&text=Zo%C3%AB+%26+co',
  });
  const table = within(payload).getByRole('table', { name: 'Form fields' });
  expect(within(table).getByText('Zoë & co')).toBeDefined();
});

test('a GET shows the parameters of its URL', async () => {
  const { payload } = await openDetail({
    method: 'GET',
    path: '/webhooks/answer?to=1&from=2&uuid=u&conversation_uuid=c',
  });
  expect(within(payload).getByRole('table', { name: 'Query parameters' })).toBeDefined();
  expect(within(payload).getByText(/No body/)).toBeDefined();
});

test('headers keep order, case and repeats', async () => {
  await openDetail({
    headers: [
      ['x-One', '1'],
      ['Content-TYPE', 'application/json'],
      ['X-one', '2'],
    ],
    body: '{}',
  });
  const table = screen.getByRole('table', { name: 'Headers' });
  const names = within(table)
    .getAllByRole('rowheader')
    .map((cell) => cell.firstChild?.textContent);
  expect(names).toEqual(['x-One', 'Content-TYPE', 'X-one']);
  expect(within(table).getAllByText('repeated')).toHaveLength(2);
});

test('a cut body says how much of it is stored', async () => {
  const { payload } = await openDetail({
    body: '{"a":',
    row: { outcome: 'too-large', answerStatus: 413 },
    detail: { announcedBytes: 12_582_912 },
  });
  expect(within(payload).getByText('Stored 5 B of 12 MB.')).toBeDefined();
});

test('an encoded body is shown decoded, and as received on demand', async () => {
  const { user, payload } = await openDetail({
    headers: [['Content-Encoding', 'gzip']],
    body: Uint8Array.from([31, 139]),
    detail: { decodedBody: new TextEncoder().encode('{"came":"zipped"}') },
  });
  expect(within(payload).getByRole('tree').textContent).toContain('zipped');
  await user.click(within(payload).getByRole('button', { name: 'Show as received' }));
  await user.click(within(payload).getByRole('tab', { name: 'Hex' }));
  expect(await within(payload).findByText('1f 8b', { exact: false })).toBeDefined();
});

test('a misrouted webhook comes with its fix', async () => {
  const { detail } = await openDetail({ path: '/webhooks/inbound-message', body: `{${INBOUND},"status":"delivered"}` });
  expect(within(detail).getByText(/this is a message status, but it came to the Inbound URL/)).toBeDefined();
  expect(within(detail).getByText('http://127.0.0.1:4747/webhooks/message-status')).toBeDefined();
});

test('an attachment is named and never loaded', async () => {
  await openDetail({ body: `{${INBOUND},"message_type":"image","image":{"url":"https://example.test/1.jpg"}}` });
  expect(screen.getByTitle('https://example.test/1.jpg')).toBeDefined();
  expect(document.querySelector('img, video, audio, [src], [href]')).toBeNull();
});

test('the tree is walked by keys, and a value is copied exactly', async () => {
  const { user, payload } = await openDetail({ body: '{"a":{"b":12345678901234567890},"c":2}' });
  const tree = within(payload).getByRole('tree');
  tree.focus();
  await user.keyboard('{ArrowDown}{ArrowLeft}');
  expect(within(tree).getAllByRole('treeitem')).toHaveLength(3);
  await user.keyboard('{ArrowRight}{ArrowRight}{Control>}c{/Control}');
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe('12345678901234567890'));
});

test('the active field is explained', async () => {
  const { user, payload } = await openDetail({ body: `{${INBOUND},"message_type":"text","text":"hi"}` });
  const tree = within(payload).getByRole('tree');
  tree.focus();
  await user.keyboard('{ArrowDown}');
  expect(within(payload).getByText('$.message_uuid')).toBeDefined();
  expect(within(payload).getByText(/id of the message/)).toBeDefined();
});

test('a card that is closed stays closed for the next webhook', async () => {
  const { bridge, user } = await openDetail({ body: '{}' });
  await user.click(screen.getByRole('button', { name: 'Headers and query' }));
  await waitFor(() => expect(screen.queryByRole('table', { name: 'Headers' })).toBeNull());
  const id = bridge.receive(aSample({ body: '[]' }));
  await waitFor(() => expect(shownRows()).toHaveLength(2));
  await user.keyboard('j');
  await waitFor(() => expect(bridge.asked).toContainEqual({ channel: 'webhook:get', input: { id } }));
  expect(screen.queryByRole('table', { name: 'Headers' })).toBeNull();
});

test('c copies the webhook as a command', async () => {
  const { user } = await openDetail({ body: '{"a":1}' });
  await user.keyboard('c');
  await waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(/^curl[^]*--data-raw '\{"a":1\}'$/));
});

test('an error code is explained, and the code of a success is not shown as an error', async () => {
  const { detail } = await openDetail({
    body: `{${INBOUND},"status":"rejected","error":{"title":"1070","detail":"x"}}`,
    path: '/webhooks/message-status',
  });
  expect(within(detail).getByText('No credit left')).toBeDefined();
  expect(within(detail).getByText(/refused/i)).toBeDefined();
});

test('the receipt of a delivered SMS shows no error', async () => {
  const { detail } = await openDetail({
    method: 'GET',
    path: '/webhooks/delivery-receipt?msisdn=1&to=A&messageId=0A&status=delivered&err-code=0&scts=2501150930',
  });
  expect(within(detail).getAllByText('delivered')).not.toHaveLength(0);
  expect(within(detail).queryByText('Nothing to do.')).toBeNull();
});
