import { create } from 'zustand';

import type { Destination } from '../../shared/contract/deliveries.ts';
import type { CatalogueEntry, Draft, FieldName, ScrambleChoice, SignWith } from '../../shared/contract/simulate.ts';

export type Mode = 'webhook' | 'scenario';

export type Fields = { readonly [F in FieldName]: string };

interface SimulateState {
  readonly mode: Mode;
  readonly search: string;
  readonly entry: CatalogueEntry | null;
  /** As entered; empty for the usual. */
  readonly fields: Fields;
  readonly draft: Draft | null;
  /** The fields that change something of it. */
  readonly uses: readonly FieldName[];
  /** The captured webhook that the draft was made of. */
  readonly origin: number | null;
  readonly count: string;
  readonly life: string | null;
  readonly channel: string;
  readonly scenario: string;
  readonly scramble: ScrambleChoice;
  readonly isPaced: boolean;
  readonly signWith: SignWith;
  /** Null for the receiver. */
  readonly to: Destination | null;
}

interface SimulateStore extends SimulateState {
  readonly change: (changes: Partial<SimulateState>) => void;
}

export const NO_FIELDS: Fields = { from: '', to: '', text: '', errorCode: '' };

/** What the person has put together on this page; gone with the window. */
export const useSimulateStore = create<SimulateStore>()((set) => ({
  mode: 'webhook',
  search: '',
  entry: null,
  fields: NO_FIELDS,
  draft: null,
  uses: [],
  origin: null,
  count: '1',
  life: null,
  channel: '',
  scenario: '',
  scramble: {},
  isPaced: true,
  signWith: { by: 'first' },
  to: null,
  change: (changes) => set(changes),
}));
