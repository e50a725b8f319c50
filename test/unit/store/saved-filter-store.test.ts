import { expect, test } from 'vitest';

import { openAppDatabase } from '../../../main/store/app-database.ts';
import { SavedFilterStore } from '../../../main/store/saved-filter-store.ts';
import { closing, temporaryFiles } from '../../support/databases.ts';

test('filters are saved by name, replaced, and removed', () => {
  const file = temporaryFiles().app;
  const store = new SavedFilterStore(closing(openAppDatabase(file)));
  expect(store.all()).toEqual([]);
  expect(store.save('Failures', 'status:rejected')).toEqual({ id: 1, name: 'Failures', filter: 'status:rejected' });
  store.save('Mine', 'number:447700900001');
  expect(store.save('Failures', 'is:problem')).toEqual({ id: 1, name: 'Failures', filter: 'is:problem' });
  store.remove(2);
  store.remove(99);
  expect(new SavedFilterStore(closing(openAppDatabase(file))).all()).toEqual([
    { id: 1, name: 'Failures', filter: 'is:problem' },
  ]);
});
