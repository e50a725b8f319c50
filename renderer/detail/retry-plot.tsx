import type { Attempt } from '../../shared/vonage/retry-course.ts';
import styles from './retries.module.css';

const WIDTH = 600;
const LEFT = 62;
const RIGHT = 16;
const EXPECTED_Y = 14;
const ARRIVED_Y = 34;
const AXIS_Y = 46;
/** Attempts begin seconds apart and end quarters of an hour apart: both must be seen. */
const BEND_MS = 5_000;
const TICKS: readonly (readonly [ms: number, label: string])[] = [
  [0, '0'],
  [10_000, '10 s'],
  [30_000, '30 s'],
  [120_000, '2 min'],
  [600_000, '10 min'],
  [3_600_000, '1 h'],
  [21_600_000, '6 h'],
  [86_400_000, '1 day'],
];

/** The table below it as a picture: rings where attempts are expected, dots where they came. */
export function RetryPlot({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const start = attempts[0]?.arrival?.at ?? 0;
  const times = attempts.flatMap(({ expectedAt, arrival }) => [expectedAt ?? start, arrival?.at ?? start]);
  const longest = bend(Math.max(...times) - start) || 1;
  const x = (at: number): number => LEFT + (bend(at - start) / longest) * (WIDTH - LEFT - RIGHT);
  return (
    <svg viewBox={`0 0 ${WIDTH} 64`} className={styles['plot']} aria-hidden>
      <text x={0} y={EXPECTED_Y + 4} className={styles['label']}>
        Expected
      </text>
      <text x={0} y={ARRIVED_Y + 4} className={styles['label']}>
        Arrived
      </text>
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={AXIS_Y} y2={AXIS_Y} className={styles['axis']} />
      {TICKS.filter(([ms]) => bend(ms) <= longest).map(([ms, label]) => (
        <g key={label}>
          <line x1={x(start + ms)} x2={x(start + ms)} y1={4} y2={AXIS_Y} className={styles['tick']} />
          <text x={x(start + ms)} y={60} className={styles['time']}>
            {label}
          </text>
        </g>
      ))}
      {attempts.map(({ number, expectedAt, arrival }) => (
        <g key={number}>
          {expectedAt === null ? null : (
            <circle cx={x(expectedAt)} cy={EXPECTED_Y} r={4} className={styles['expected']} />
          )}
          {arrival === null ? null : <circle cx={x(arrival.at)} cy={ARRIVED_Y} r={4.5} className={styles['arrived']} />}
        </g>
      ))}
    </svg>
  );
}

const bend = (ms: number): number => Math.log1p(Math.max(0, ms) / BEND_MS);
