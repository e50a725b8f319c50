import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';

/** jsdom lays nothing out, so every element is as large as this window. */
const WIDTH = 1_200;
const HEIGHT = 640;

class StillResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

if (typeof window !== 'undefined') {
  // Time enough on a machine that is busy; a test that passes never waits for it.
  configure({ asyncUtilTimeout: 8_000 });
  vi.setConfig({ testTimeout: 60_000 });
  vi.stubGlobal('ResizeObserver', StillResizeObserver);
  vi.stubGlobal('matchMedia', (media: string) =>
    Object.assign(new EventTarget(), { matches: false, media, onchange: null }),
  );
  // jsdom says that it is Safari, which CodeMirror meets with what jsdom has not.
  Object.defineProperty(Navigator.prototype, 'vendor', { configurable: true, get: () => 'Google Inc.' });
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.getAnimations = () => [];
  for (const [name, size] of Object.entries({
    clientWidth: WIDTH,
    clientHeight: HEIGHT,
    offsetWidth: WIDTH,
    offsetHeight: HEIGHT,
  })) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
  }
  beforeEach(() => localStorage.clear());
  afterEach(() => cleanup());
}
