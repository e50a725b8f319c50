import type { Page } from 'playwright-core';

/** Counts the frames of the page until the returned function is called. */
export async function watchFrames(page: Page): Promise<() => Promise<{ total: number; long: number }>> {
  await page.evaluate(() => {
    const frames = { total: 0, long: 0, last: performance.now(), isOn: true };
    Object.assign(window, { frames });
    const next = (now: number): void => {
      frames.total += 1;
      if (now - frames.last > 50) frames.long += 1;
      frames.last = now;
      if (frames.isOn) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  return () =>
    page.evaluate(() => {
      const { frames } = window as unknown as { frames: { total: number; long: number; isOn: boolean } };
      frames.isOn = false;
      return { total: frames.total, long: frames.long };
    });
}

/** For each row that was seen: milliseconds from its arrival to the frame that first had it. */
export async function watchArrivals(page: Page, row: string): Promise<() => Promise<number[]>> {
  await page.evaluate((selector) => {
    const seen = new Map<number, number>();
    const watch = { seen, isOn: true };
    Object.assign(window, { arrivals: watch });
    const next = (): void => {
      const now = performance.timeOrigin + performance.now();
      for (const element of document.querySelectorAll<HTMLElement>(selector)) {
        const id = Number(element.dataset['id']);
        if (!seen.has(id)) seen.set(id, now);
      }
      if (watch.isOn) requestAnimationFrame(next);
    };
    next();
    // What is there already did not arrive while we watched.
    for (const id of seen.keys()) seen.set(id, Number.NaN);
    requestAnimationFrame(next);
  }, row);
  return () =>
    page.evaluate(async () => {
      const { arrivals } = window as unknown as { arrivals: { seen: Map<number, number>; isOn: boolean } };
      arrivals.isOn = false;
      const ids = [...arrivals.seen.keys()].filter((id) => !Number.isNaN(arrivals.seen.get(id)));
      const took: number[] = [];
      for (let first = 0; first < ids.length; first += 500) {
        const reply = await window.inspector.invoke('list:rows', { ids: ids.slice(first, first + 500) });
        if (!reply.ok) throw new Error(reply.error.message);
        for (const { id, receivedAt } of reply.value) took.push((arrivals.seen.get(id) ?? 0) - receivedAt / 1_000);
      }
      return took;
    });
}

/** Searches for a letter a few times; milliseconds from the key to the frame that shows other rows. */
export async function watchSearch(page: Page, row: string, letter: string): Promise<number[]> {
  const took: number[] = [];
  for (let time = 0; time < 10; time += 1) {
    await page.keyboard.press('Control+f');
    const before = await page.locator(row).last().getAttribute('data-id');
    await page.evaluate(() => {
      const probe = { began: 0 };
      Object.assign(window, { probe });
      addEventListener('keydown', () => (probe.began = performance.now()), { once: true, capture: true });
    });
    const painted = page.evaluate(
      ([selector, id]) =>
        new Promise<number>((resolve) => {
          const { probe } = window as unknown as { probe: { began: number } };
          const started = performance.now();
          const look = (): void => {
            const rows = document.querySelectorAll<HTMLElement>(selector ?? '');
            const isNew = rows[rows.length - 1]?.dataset['id'] !== id;
            if (probe.began > 0 && (isNew || performance.now() - started > 2_000)) {
              resolve(performance.now() - probe.began);
            } else requestAnimationFrame(look);
          };
          look();
        }),
      [row, before] as const,
    );
    await page.keyboard.press(letter);
    took.push(await painted);
    await page.keyboard.press('Backspace');
    await page.waitForFunction(
      ([selector, id]) => {
        const rows = document.querySelectorAll<HTMLElement>(selector ?? '');
        return rows[rows.length - 1]?.dataset['id'] === id;
      },
      [row, before] as const,
    );
  }
  return took;
}
