import { Columns3 } from 'lucide-react';

import { IconButton } from '../ui/button.tsx';
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import type { ColumnStore } from './column-store.ts';
import { isChosen, type Column } from './columns.ts';

interface ColumnMenuProps<Name extends string> {
  readonly columns: readonly Column<Name>[];
  readonly store: Pick<ColumnStore<Name>, 'chosen' | 'choose' | 'reset'>;
}

/** Which columns a list shows. The one that fills it always stays. */
export function ColumnMenu<Name extends string>({ columns, store }: ColumnMenuProps<Name>) {
  const { chosen, choose, reset } = store;
  return (
    <Menu trigger={<IconButton icon={Columns3} label="Columns" />}>
      <MenuLabel>Columns, where there is room</MenuLabel>
      {columns
        .filter((column) => column.isFilling !== true)
        .map((column) => (
          <MenuCheck
            key={column.name}
            label={column.label}
            checked={isChosen(column, chosen)}
            onChange={(shown) => choose(column.name, shown)}
          />
        ))}
      <MenuLine />
      <MenuItem onClick={reset}>Back to the defaults</MenuItem>
    </Menu>
  );
}
