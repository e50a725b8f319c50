import { describeStatus } from '../../shared/vonage/explain-value.ts';
import { explainStatus } from '../../shared/vonage/statuses.ts';

/** What a status means, and whether it is the last word. */
export function StatusMeaning({ row }: { readonly row: Parameters<typeof explainStatus>[0] }) {
  const explanation = explainStatus(row);
  if (explanation === null) return <span>This status is not one that Vonage documents.</span>;
  return <span>{describeStatus(explanation)}</span>;
}
