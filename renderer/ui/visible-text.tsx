import { memo, type ReactNode } from 'react';

import { nameOfHidden } from './hidden-characters.ts';
import styles from './visible-text.module.css';

// Controls, soft hyphen, zero-width and bidirectional marks, line separators, the BOM, lone surrogates.
const HIDDEN =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A stranger's text: only ever text, and what would hide in it has a visible name. */
export const VisibleText = memo(function VisibleText({ text }: { readonly text: string }) {
  if (text.search(HIDDEN) === -1) return text;
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(HIDDEN)) {
    parts.push(text.slice(end, match.index));
    parts.push(
      <span key={match.index} className={styles['hidden']} title={nameOfHidden(match[0]).long}>
        {nameOfHidden(match[0]).short}
      </span>,
    );
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return <bdi>{parts}</bdi>;
});
