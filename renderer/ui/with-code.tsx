import { Fragment } from 'react';

/** Our own sentences mark names with backticks; a stranger's text never comes here. */
export function WithCode({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- a sentence never changes its order
    index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>,
  );
}
