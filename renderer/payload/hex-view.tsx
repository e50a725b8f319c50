import { formatAmount } from '../../shared/format.ts';
import { customProperties } from '../ui/custom-properties.ts';
import { useVirtualRows } from '../ui/use-virtual-rows.ts';
import { useWidth } from '../ui/use-width.ts';
import { toHexRow } from './hex-row.ts';
import styles from './hex-view.module.css';

const ROW = 20;
/** In pixels; below it, a row has 8 bytes. */
const WIDE = 580;

/** The bytes as they are. */
export function HexView({ bytes }: { readonly bytes: Uint8Array }) {
  const [width, measureWidth] = useWidth();
  const perRow = width > 0 && width < WIDE ? 8 : 16;
  const count = Math.ceil(bytes.length / perRow);
  const { attach, first, last, height, topOf } = useVirtualRows(count, ROW);
  const digits = Math.max(4, (bytes.length - 1).toString(16).length);
  const indexes = Array.from({ length: last - first }, (_, offset) => first + offset);
  return (
    // oxlint-disable jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
    <div
      ref={attach}
      role="region"
      aria-label={`Hex, ${formatAmount(bytes.length, 'byte')}`}
      tabIndex={0}
      className={styles['hex']}
      style={customProperties({ '--rows-height': `${Math.min(count, 22) * ROW}px` })}
    >
      <div ref={measureWidth} className={styles['rows']} style={{ height }}>
        {indexes.map((index) => {
          const { hex, text } = toHexRow(bytes, index * perRow, perRow);
          return (
            <div key={index} className={styles['row']} style={{ transform: `translateY(${topOf(index)}px)` }}>
              <span className={styles['offset']}>{(index * perRow).toString(16).padStart(digits, '0')}</span>
              <span className={styles['bytes']}>{hex}</span>
              <span className={styles['text']}>{text}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
