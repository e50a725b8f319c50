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

export interface Column<Name extends string = ColumnName> {
  readonly name: Name;
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
  /** Takes what the others leave. One column of a list does. */
  readonly isFilling?: true;
}

export interface PlacedColumn<Name extends string = ColumnName> {
  readonly name: Name;
  readonly column: Column<Name>;
  readonly shownWidth: number;
}

/** In the order of the list. */
export const COLUMNS: readonly Column[] = [
  { name: 'star', label: 'Star', width: 28, minWidth: 28, rank: 3, byDefault: true },
  { name: 'time', label: 'Time', width: 100, minWidth: 70, rank: 1, byDefault: true },
  { name: 'kind', label: 'Kind', width: 148, minWidth: 44, rank: 2, byDefault: true },
  { name: 'channel', label: 'Channel', width: 82, minWidth: 50, rank: 8, byDefault: true },
  { name: 'parties', label: 'From → to', width: 206, minWidth: 90, rank: 6, byDefault: true },
  { name: 'summary', label: 'Text or status', width: 170, minWidth: 120, rank: 0, byDefault: true, isFilling: true },
  { name: 'verdict', label: 'Signature', width: 92, minWidth: 40, rank: 7, byDefault: true },
  {
    name: 'answer',
    label: 'Answer',
    hint: 'What Vonage was answered',
    width: 62,
    minWidth: 58,
    align: 'end',
    rank: 4,
    byDefault: true,
  },
  {
    name: 'app',
    label: 'App',
    hint: 'What your app answered last',
    width: 52,
    minWidth: 44,
    align: 'end',
    rank: 5,
    byDefault: true,
  },
  {
    name: 'took',
    label: 'Total',
    hint: 'From the first byte until the row was written, just before its sync to disk',
    width: 68,
    minWidth: 60,
    align: 'end',
    rank: 9,
    byDefault: true,
  },
  { name: 'message', label: 'Message id', width: 82, minWidth: 60, rank: 10, byDefault: true },
  { name: 'size', label: 'Size', width: 70, minWidth: 54, align: 'end', rank: 11, byDefault: false },
  { name: 'path', label: 'Path', width: 190, minWidth: 80, rank: 12, byDefault: false },
];

export type Chosen<Name extends string = ColumnName> = Partial<Record<Name, boolean>>;
export type Widths<Name extends string = ColumnName> = Partial<Record<Name, number>>;

export function isChosen<Name extends string>(column: Column<Name>, chosen: Chosen<Name>): boolean {
  return chosen[column.name] ?? column.byDefault;
}

/** The columns that fit side by side, the important ones first, and how wide each one is. */
export function placeColumns<Name extends string>(
  columns: readonly Column<Name>[],
  available: number,
  chosen: Chosen<Name> = {},
  widths: Widths<Name> = {},
): PlacedColumn<Name>[] {
  const widthOf = (column: Column<Name>): number =>
    column.isFilling === true ? column.width : Math.max(column.minWidth, widths[column.name] ?? column.width);
  const fitting = new Set<Name>();
  let used = 0;
  for (const column of columns.toSorted((left, right) => left.rank - right.rank)) {
    if (!isChosen(column, chosen)) continue;
    if (fitting.size > 2 && used + widthOf(column) > available) break;
    fitting.add(column.name);
    used += widthOf(column);
  }
  const rest = Math.max(0, available - used);
  return columns
    .filter((column) => fitting.has(column.name))
    .map((column) => ({
      name: column.name,
      column,
      shownWidth: column.isFilling === true ? column.width + rest : widthOf(column),
    }));
}

/** For the element around header and rows, which read `--columns`. */
export function toColumnStyle(columns: readonly PlacedColumn<string>[]): CSSProperties {
  const tracks = columns.map(({ column, shownWidth }) =>
    column.isFilling === true ? 'minmax(0, 1fr)' : `${shownWidth}px`,
  );
  return customProperties({ '--columns': tracks.join(' ') });
}
