import type { Locator, Page } from 'playwright-core';

/** Resolves once the element can be seen. */
export async function visible(locator: Locator): Promise<void> {
  await locator.waitFor({ state: 'visible', timeout: 15_000 });
}

/** The list's rows without its header. */
export function listRows(page: Page): Locator {
  return page.locator('[role="grid"] [role="row"][data-id]');
}
