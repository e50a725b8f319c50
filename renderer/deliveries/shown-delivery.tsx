import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';

import { usePlace } from '../shell/place-store.ts';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import styles from './deliveries-page.module.css';
import { DeliveryList } from './delivery-list.tsx';
import { useDeliveryById } from './use-deliveries.ts';

/** The delivery that a simulation has led to, open and above all others. */
export function ShownDelivery() {
  const id = usePlace(({ delivery }) => delivery);
  return id === null ? null : <Shown key={id} id={id} />;
}

function Shown({ id }: { readonly id: number }) {
  const detail = useDeliveryById(id);
  const goTo = usePlace((place) => place.goTo);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone with its page.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-label={`Delivery ${id}`} className={page['group']}>
      <h2 ref={heading} tabIndex={-1} className={page['groupTitle']}>
        Delivery {id}
      </h2>
      <div className={styles['filter']}>
        <Button icon={ArrowLeft} onClick={() => goTo('simulate')}>
          Back to Simulate
        </Button>
      </div>
      <div className={styles['box']} aria-busy={detail === undefined || undefined}>
        {detail === null ? <p className={styles['none']}>This delivery is gone: the oldest give way.</p> : null}
        {detail ? <DeliveryList label={`Delivery ${id}`} rows={[detail.row]} openAtFirst={id} /> : null}
      </div>
    </section>
  );
}
