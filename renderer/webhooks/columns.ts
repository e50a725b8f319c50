import type { CSSProperties } from 'react';

import { customProperties } from '../ui/custom-properties.ts';

export type ColumnName =
  | 'star'
  | 'time'
  | 'kind'
  | 'channel'
  | 'parties'
  | 'summary'
  | 'verdict'
  | 'answer'
  | 'app'
  | 'took'
  | 'message'
  | 'size'
  | 'path';

export interface Column {
  readonly name: ColumnName;
  readonly label: string;
  /** What the header's tooltip adds. */
  readonly hint?: string;
  readonly width: number;
  readonly minWidth: number;
  readonly align?: 'end';
  /** The lower, the longer it stays when the list gets narrow. */
  readonly rank: number;
  /** In the list unless the person has chosen otherwise. */
  readonly byDefault: boolean;
}

export interface PlacedColumn {
  readonly name: ColumnName;
  readonly column: Column;
  readonly shownWidth: number;
}

/** In the order of the list. `summary` takes what the others leave. */
export const COLUMNS: readonly Column[] = [
  { name: 'star', label: 'Star', width: 28, minWidth: 28, rank: 3, byDefault: true },
  { name: 'time', label: 'Time', width: 100, minWidth: 70, rank: 1, byDefault: true },
  { name: 'kind', label: 'Kind', width: 156, minWidth: 44, rank: 2, byDefault: true },
  { name: 'channel', label: 'Channel', width: 88, minWidth: 50, rank: 7, byDefault: true },
  { name: 'parties', label: 'From → to', width: 210, minWidth: 90, rank: 5, byDefault: true },
  { name: 'summary', label: 'Text or status', width: 197, minWidth: 120, rank: 0, byDefault: true },
  { name: 'verdict', label: 'Signature', width: 90, minWidth: 40, rank: 6, byDefault: true },
  {
    name: 'answer',
    label: 'Answer',
    hint: 'What Vonage was answered',
    width: 58,
    minWidth: 46,
    align: 'end',
    rank: 4,
    byDefault: true,
  },
  {
    name: 'app',
    label: 'App',
    hint: 'What your app answered',
    width: 40,
    minWidth: 40,
    align: 'end',
    rank: 10,
    byDefault: true,
  },
  {
    name: 'took',
    label: 'Total',
    hint: 'From the first byte to the row on disk',
    width: 72,
    minWidth: 60,
    align: 'end',
    rank: 8,
    byDefault: true,
  },
  { name: 'message', label: 'Message id', width: 84, minWidth: 60, rank: 9, byDefault: true },
  { name: 'size', label: 'Size', width: 70, minWidth: 54, align: 'end', rank: 11, byDefault: false },
  { name: 'path', label: 'Path', width: 190, minWidth: 80, rank: 12, byDefault: false },
];

export type Chosen = Partial<Record<ColumnName, boolean>>;
export type Widths = Partial<Record<ColumnName, number>>;

export const isChosen = (column: Column, chosen: Chosen): boolean => chosen[column.name] ?? column.byDefault;

/** The columns that fit side by side, the important ones first, and how wide each one is. */
export function placeColumns(available: number, chosen: Chosen = {}, widths: Widths = {}): PlacedColumn[] {
  const widthOf = (column: Column): number =>
    column.name === 'summary' ? column.width : Math.max(column.minWidth, widths[column.name] ?? column.width);
  const fitting = new Set<ColumnName>();
  let used = 0;
  for (const column of COLUMNS.toSorted((left, right) => left.rank - right.rank)) {
    if (!isChosen(column, chosen)) continue;
    if (fitting.size > 2 && used + widthOf(column) > available) break;
    fitting.add(column.name);
    used += widthOf(column);
  }
  const rest = Math.max(0, available - used);
  return COLUMNS.filter((column) => fitting.has(column.name)).map((column) => ({
    name: column.name,
    column,
    shownWidth: column.name === 'summary' ? column.width + rest : widthOf(column),
  }));
}

/** For the element around header and rows, which read `--columns`. */
export function toColumnStyle(columns: readonly PlacedColumn[]): CSSProperties {
  const tracks = columns.map((column) => (column.name === 'summary' ? 'minmax(0, 1fr)' : `${column.shownWidth}px`));
  return customProperties({ '--columns': tracks.join(' ') });
}
