import type { Page } from 'playwright-core';

const MOST_STEPS = 60;

/** The name of what has the focus, as somebody hears it; looks into shadow roots. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    if (!(focused instanceof HTMLElement)) return '';
    const labelled = 'labels' in focused ? (focused as HTMLInputElement).labels?.[0]?.textContent : undefined;
    return (focused.ariaLabel ?? labelled ?? focused.textContent).trim();
  });
}

/** Presses Tab, or Shift+Tab, until this has the focus. Returns how often. */
export async function tabTo(page: Page, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<number> {
  const passed: string[] = [];
  for (let steps = 0; steps <= MOST_STEPS; steps += 1) {
    const focused = await focusedName(page);
    if (typeof name === 'string' ? focused === name : name.test(focused)) return steps;
    passed.push(focused);
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never came to ${name}, but to: ${passed.join(' | ')}`);
}
