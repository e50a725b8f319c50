import { formatAmount, formatCount } from '../../shared/format.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './json-value.module.css';
import type { TreeRow } from './json-tree.ts';

/** A row has one line; Pretty and Raw show all of it. */
const LONGEST = 400;
const PREVIEW = 120;

/** A value on one line, its literal exactly as it was sent. */
export function JsonValue({ row, text }: { readonly row: TreeRow; readonly text: string }) {
  const { node } = row;
  const literal = text.slice(node.offset, node.offset + Math.min(node.length, LONGEST + 1));
  switch (node.type) {
    case 'object':
      return <Branch open="{" close="}" row={row} text={text} />;
    case 'array':
      return <Branch open="[" close="]" row={row} text={text} />;
    case 'string':
      return (
        <>
          <span className={styles['string']}>
            <VisibleText text={literal.length > LONGEST ? `${literal.slice(0, LONGEST)}…` : literal} />
          </span>
          {literal.length > LONGEST ? (
            <span className={styles['length']}>{formatCount(String(node.value).length)} characters</span>
          ) : null}
        </>
      );
    case 'number':
      return (
        <>
          <span className={styles['number']}>{literal}</span>
          {isInexact(literal) ? (
            <span className={styles['length']} title="JavaScript and many JSON parsers would round this number">
              exact
            </span>
          ) : null}
        </>
      );
    case 'boolean':
    case 'null':
    case 'property':
      return <span className={styles['word']}>{literal}</span>;
  }
}

interface BranchProps {
  readonly open: string;
  readonly close: string;
  readonly row: TreeRow;
  readonly text: string;
}

/** Closed, an object or array shows the beginning of what is in it. */
function Branch({ open, close, row, text }: BranchProps) {
  const { node, children, isOpen } = row;
  if (children === 0) return <span className={styles['quiet']}>{open + close}</span>;
  if (isOpen) return <span className={styles['quiet']}>{open}</span>;
  const inside = text.slice(node.offset + 1, node.offset + Math.min(node.length - 1, PREVIEW));
  return (
    <>
      <span className={styles['preview']}>
        {open}
        <VisibleText text={inside.replaceAll(/\s+/g, ' ')} />
        {node.length - 1 > PREVIEW ? '…' : ''}
        {close}
      </span>
      <span className={styles['length']}>{formatAmount(children, node.type === 'array' ? 'item' : 'key')}</span>
    </>
  );
}

/** Whether a double could not hold the number. */
function isInexact(literal: string): boolean {
  const digits = literal.replace(/^-/, '').replace(/e.*$/i, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  const number = Number(literal);
  return digits.length > 15 && String(number) !== literal ? true : !Number.isFinite(number);
}
