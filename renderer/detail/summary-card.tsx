import type { WebhookDetail } from '../../shared/contract.ts';
import { Card } from '../ui/card.tsx';
import { Facts } from './facts.tsx';

export function SummaryCard({ detail }: { readonly detail: WebhookDetail }) {
  const { row } = detail;
  return (
    <Card name="summary" title="Summary">
      <Facts
        facts={[
          ['From', row.from],
          ['To', row.to],
          ['Channel', row.channel],
          ['Status', row.status],
          ['Text', row.summary],
          ['Message id', row.messageId],
        ]}
      />
    </Card>
  );
}
