import { expect, test } from 'vitest';

import { installableNames, installedPackages, missingPackages } from '../../../scripts/support/packages.ts';

test('only what is fully installed counts as installed', () => {
  const listing = 'libnss3 installed\nlibgbm1 config-files\nlibdrm2 not-installed\n\n';
  expect([...installedPackages(listing)]).toEqual(['libnss3']);
});

test('a package is there under its old and under its new name', () => {
  const installed = new Set(['libnss3', 'libgtk-3-0t64']);
  expect(missingPackages(['libnss3', 'libgtk-3-0', 'libxss1'], installed)).toEqual(['libxss1']);
});

test('the new name is installed where the release has it', () => {
  expect(installableNames(['libasound2', 'libxss1'], new Set(['libasound2t64', 'libxss1']))).toEqual([
    'libasound2t64',
    'libxss1',
  ]);
});
