import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
import { visible } from '../support/window.ts';

test('the page has no Node and only the two functions of the bridge', async () => {
  const { page } = await startApp();
  expect(
    await page.evaluate(() => ({
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
      bridge: Object.keys(window.inspector).toSorted(),
      origin: location.origin,
    })),
  ).toEqual({ require: 'undefined', process: 'undefined', bridge: ['invoke', 'subscribe'], origin: 'app://inspector' });
});

test('the page goes nowhere and opens nothing', async () => {
  const { page, electron } = await startApp();
  const before = page.url();
  expect(await page.evaluate(() => window.open('https://example.com'))).toBeNull();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame);
  });
  await page.evaluate(() => window.inspector.invoke('app:state', undefined));
  expect(page.url()).toBe(before);
  expect(electron.windows()).toHaveLength(1);
});

test('an inline script and a remote picture are blocked by the policy', async () => {
  const { page } = await startApp();
  const violations = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          seen.push(effectiveDirective);
          if (seen.length === 3) resolve(seen.toSorted());
        });
        const script = document.createElement('script');
        try {
          script.textContent = 'window.hacked = true';
        } catch {
          // Trusted Types refuses before the policy for scripts is asked.
        }
        const style = document.createElement('style');
        style.textContent = 'body { display: none }';
        const image = document.createElement('img');
        image.src = 'https://example.com/pixel.png';
        document.body.append(script, style, image);
      }),
  );
  expect(violations.join(' ')).toMatch(/img-src.*(require-trusted-types-for|script-src).*style-src/);
  expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
});

test('permissions are denied, but for putting text on the clipboard', async () => {
  const { page } = await startApp();
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as const;
    const answers = await Promise.all(
      names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
    );
    return answers.map(({ state }) => state);
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied']);
});

test('a hostile body is shown as text and nothing of it runs', async () => {
  const { page, url, complaints } = await startApp();
  const text = '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>\u202Egnp.exe\u0000\u001b[31m';
  await send(url, {
    target: '/webhooks/inbound-message',
    headers: { 'x-hostile': '<b>bold</b>' },
    body: JSON.stringify({ message_uuid: text, channel: 'sms', from: text, to: text, message_type: 'text', text }),
  });
  const row = page.getByRole('row', { name: /onerror/ });
  await row.click();
  await page.keyboard.press('Enter');
  for (const tab of ['Pretty', 'Raw', 'Hex', 'Tree']) await page.getByRole('tab', { name: tab }).click();
  await visible(page.getByRole('heading', { name: 'Headers and query' }));
  expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a channel or an input that is not in the contract is refused', async () => {
  const { page } = await startApp();
  const replies = await page.evaluate(async () => {
    const bridge = window.inspector as unknown as { invoke(channel: string, input: unknown): Promise<unknown> };
    return [
      await bridge.invoke('shell:open', 'x').catch((error: unknown) => String(error)),
      await bridge.invoke('list:rows', { ids: ['1; DROP TABLE webhooks'] }),
      await bridge.invoke('settings:set', { port: 99_999_999 }),
    ];
  });
  expect(replies[0]).toContain('unknown channel');
  expect(replies.slice(1)).toMatchObject([{ error: { code: 'invalid-input' } }, { error: { code: 'invalid-input' } }]);
});
