import { formatAmount } from '../../shared/format.ts';
import card from '../detail/detail-card.module.css';
import { Card } from '../ui/card.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { EVERY_DELIVERY, useDeliveries } from './use-deliveries.ts';
import { outcomeOf } from './words.ts';

/** Every attempt to hand this webhook to an app. */
export function DeliveriesCard({ webhookId }: { readonly webhookId: number }) {
  const all = useDeliveries({ ...EVERY_DELIVERY, webhook: webhookId });
  // While another webhook's are fetched, the ones of the last are not shown as this one's.
  const rows = all?.filter((row) => row.webhookId === webhookId) ?? [];
  const [newest] = rows;
  const note =
    newest === undefined
      ? 'none'
      : `${rows.length === 1 ? '1 delivery' : formatAmount(rows.length, 'delivery', 'deliveries')}, the last: ${outcomeOf(newest)}`;
  return (
    <Card name="deliveries" title="Deliveries" note={note}>
      {rows.length === 0 ? (
        <p className={card['none']}>Your app has not had this webhook from here. Replay sends it.</p>
      ) : (
        <DeliveryList label="Deliveries" rows={rows} />
      )}
    </Card>
  );
}
