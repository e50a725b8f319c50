const LOOK_MS = 2_000;
/** A timer that comes this late: the machine slept, or it was stopped, and connections may be dead without a word. */
const SLEPT_MS = 8_000;

/** Calls `woke` after the machine has slept. */
export function watchSleep(woke: () => void): { close(): void } {
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > SLEPT_MS) woke();
    last = now;
  }, LOOK_MS);
  timer.unref();
  return { close: () => clearInterval(timer) };
}
