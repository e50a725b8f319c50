import type { WebhookDetail } from '../../shared/contract.ts';
import { formatBytes } from '../../shared/format.ts';
import { contentTypeOf, toBodyText } from '../payload/body-text.ts';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './detail-card.module.css';

export function PayloadCard({ detail }: { readonly detail: WebhookDetail }) {
  const { text } = toBodyText(detail.decodedBody ?? detail.body, detail.headers);
  return (
    <Card
      name="payload"
      title="Payload"
      note={[contentTypeOf(detail.headers), formatBytes(detail.body.length)].filter(Boolean).join(' · ')}
      actions={<CopyButton label="Copy body" keys="Shift+C" text={text} />}
    >
      <pre className={styles['block']}>
        <VisibleText text={text} />
      </pre>
    </Card>
  );
}
