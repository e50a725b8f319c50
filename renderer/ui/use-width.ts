import { useState, type RefCallback } from 'react';

/** The inner width of an element, in whole pixels; 0 before it is there. */
export function useWidth(): readonly [number, RefCallback<HTMLElement>] {
  const [width, setWidth] = useState(0);
  const [measure] = useState<RefCallback<HTMLElement>>(() => (element: HTMLElement) => {
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  });
  return [width, measure];
}
