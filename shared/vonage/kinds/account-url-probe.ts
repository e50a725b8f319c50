import type { KindDefinition } from '../kind-definition.ts';
import { ONLY_VARIANT } from '../simulation.ts';

/**
 * A request without parameters: Vonage looks at a URL before it saves it (10.5), or a person opened it in a browser.
 * The request tells that, not a payload, so no payload ever is one.
 */
export const accountUrlProbe: KindDefinition = {
  api: 'account',
  kind: 'url-probe',
  label: 'URL check',
  view: 'other',
  paths: [],
  matches: () => false,
  describe: () => ({ summary: 'No parameters: Vonage checks the URL, or a browser opened it' }),
  fields: [],
  simulation: { variants: [ONLY_VARIANT], encodings: ['get'], signing: 'none', payload: () => ({}) },
  schema: null,
};
