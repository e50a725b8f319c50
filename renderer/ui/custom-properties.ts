import type { CSSProperties } from 'react';

/** A style that sets the custom properties which a module's CSS reads; React's own type knows none of them. */
export function customProperties(properties: Readonly<Record<`--${string}`, string>>): CSSProperties {
  return properties;
}
