import { describe, expect, test } from 'vitest';

import { openIndexDatabase } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import { Reader } from '../../../main/projection/reader.ts';
import { SortedSearch } from '../../../main/projection/sorted-search.ts';
import { openAppDatabase } from '../../../main/store/app-database.ts';
import type { ListQuery, Sort } from '../../../shared/contract.ts';
import { closing, openRecord, temporaryFiles } from '../../support/databases.ts';
import { inbound } from '../../support/webhooks.ts';

describe('a sorted list whose bodies are read', () => {
  const SORT = { column: 'size', direction: 'descending' } as const;
  const LAST_FIRST = { column: 'time', direction: 'descending' } as const;

  /** Webhooks 1 to 3 and 120,004 to 120,005 in three slices; sizes rise with the ids. */
  function three() {
    const files = temporaryFiles();
    const record = openRecord(files.capture);
    closing(openAppDatabase(files.app));
    const projector = new Projector(record.db, closing(openIndexDatabase(files.index)));
    const follow = (): void => {
      while (!projector.step().idle);
    };
    record.append(...[1, 2, 3, 4, 5].map((size) => inbound({ text: `hello ${'x'.repeat(size)}` })));
    record.db.exec('UPDATE requests SET id = id + 120000 WHERE id > 3');
    follow();
    const reader = new Reader(files);
    const ask = (below?: number, filter = 'contains:hello', sort: Sort = SORT) => {
      const { ids, left } = reader.ids({ view: 'all', filter, sort, after: 0, below });
      return { ids: Array.from(ids), below: left?.below ?? null };
    };
    return { record, follow, ask };
  }

  test('gives with each slice all that was found so far, in order', () => {
    const { ask } = three();
    expect(ask()).toEqual({ ids: [120_005, 120_004], below: 70_006 });
    expect(ask(70_006)).toEqual({ ids: [120_005, 120_004], below: 20_006 });
    expect(ask(20_006)).toEqual({ ids: [120_005, 120_004, 3, 2, 1], below: null });
  });

  test('gives what was found where it is stopped', () => {
    const { ask } = three();
    ask();
    expect(ask(1)).toEqual({ ids: [120_005, 120_004], below: null });
  });

  test('begins with the newest again where another was asked for meanwhile', () => {
    const { ask } = three();
    ask();
    expect(ask(undefined, 'contains:xxx')).toEqual({ ids: [120_005, 120_004], below: 70_006 });
    expect(ask(70_006, 'contains:hello')).toEqual({ ids: [120_005, 120_004], below: 70_006 });
    expect(ask(70_006, 'contains:hello', LAST_FIRST)).toEqual({ ids: [120_005, 120_004], below: 70_006 });
  });

  test('leaves out what is deleted meanwhile', () => {
    const { record, follow, ask } = three();
    ask();
    record.removals.remove([120_005, 2]);
    follow();
    expect(ask(70_006)).toEqual({ ids: [120_004], below: 20_006 });
    expect(ask(20_006)).toEqual({ ids: [120_004, 3, 1], below: null });
  });
});

test('where very many are found, they are put in order at the end, or where it is stopped', () => {
  const search = new SortedSearch();
  const query: ListQuery = { view: 'all', filter: 'contains:a', sort: null, after: 0 };
  const sorts: number[] = [];
  const ask = (below: number | undefined, left: number | null) =>
    search.goOn(
      { ...query, below },
      () => ({
        ids: below === 1 ? new Uint32Array(0) : new Uint32Array(40_000),
        left: left === null ? null : { below: left, searched: 0.5 },
      }),
      (ids) => {
        sorts.push(ids.length);
        return Uint32Array.from(ids);
      },
    ).ids.length;
  expect([ask(undefined, 200_000), ask(200_000, 150_000), ask(150_000, 100_000)]).toEqual([40_000, 40_000, 40_000]);
  expect(ask(1, null)).toBe(120_000);
  expect(sorts).toEqual([40_000, 120_000]);
});
