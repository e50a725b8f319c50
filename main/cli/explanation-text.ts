import type { StepState } from '../../shared/signature.ts';
import type { Explanation } from '../signature/doctor.ts';
import { visible } from './webhook-line.ts';

const MARKS: Readonly<Record<StepState, string>> = { pass: '✓', fail: '✗', finding: '!', 'not-reached': '·' };

/** What `verify` prints. Claims come from strangers, so control characters are made visible. */
export function explanationText(explanation: Explanation): string {
  const { verdict, reason, steps, causes, notes, hashes, difference } = explanation;
  const lines = [reason === null ? verdict : `${verdict}: ${reason}`];
  for (const { state, sentence } of steps) lines.push(`  ${MARKS[state]} ${sentence}`);
  for (const { sentence } of causes) lines.push(`Cause: ${sentence}`);
  if (hashes !== null && hashes.claimed !== hashes.received) {
    lines.push(`Hash that was signed:  ${hashes.claimed ?? 'none'}`, `Hash of these bytes:   ${hashes.received}`);
  }
  if (difference !== null) {
    const { offset, line, column, before, signed, received } = difference;
    lines.push(
      `First difference: byte ${offset}, line ${line}, column ${column}`,
      `  signed:    ${JSON.stringify(before)} then ${JSON.stringify(signed)}`,
      `  received:  ${JSON.stringify(before)} then ${JSON.stringify(received)}`,
    );
  }
  for (const note of notes) lines.push(`Note: ${note}`);
  return `${lines.map((line) => visible(line)).join('\n')}\n`;
}
