import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { putInPlace } from '../../../scripts/support/put-in-place.ts';

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'put-in-place-'));
});
afterEach(() => rm(parent, { recursive: true }));

const writeText = (text: string) => (draft: string) => writeFile(join(draft, 'file'), text);

test('a filled folder appears at its place, and nothing beside it', async () => {
  await putInPlace(join(parent, 'folder'), writeText('content'));
  expect(await readdir(parent)).toEqual(['folder']);
  expect(await readFile(join(parent, 'folder', 'file'), 'utf8')).toBe('content');
});

test('a folder that could not be filled leaves nothing behind', async () => {
  const filling = putInPlace(join(parent, 'folder'), async (draft) => {
    await writeText('half')(draft);
    throw new Error('killed');
  });
  await expect(filling).rejects.toThrow('killed');
  expect(await readdir(parent)).toEqual([]);
});

test('the folder of a run that was quicker is kept', async () => {
  const folder = join(parent, 'folder');
  await putInPlace(folder, async (draft) => {
    await mkdir(folder);
    await writeText('first')(folder);
    await writeText('second')(draft);
  });
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('first');
  expect(await readdir(parent)).toEqual(['folder']);
});

test('what a killed run left long ago is cleared away, and a run under way is not', async () => {
  const longAgo = new Date(Date.now() - 2 * 60 * 60_000);
  await mkdir(join(parent, '.draft-old'));
  await utimes(join(parent, '.draft-old'), longAgo, longAgo);
  await mkdir(join(parent, '.draft-new'));
  await putInPlace(join(parent, 'folder'), writeText('content'));
  expect(await readdir(parent)).toEqual(['.draft-new', 'folder']);
});
