import { useAppState } from '../bridge/use-app-state.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { FirstSteps } from './first-steps.tsx';
import styles from './first-webhook.module.css';

/** The empty list of the first minute: what is listening, the first steps, and a command for a terminal. */
export function FirstWebhook() {
  const receiver = useAppState()?.receiver;
  if (receiver?.state !== 'listening') return <div className={styles['page']} />;

  const url = `${receiver.baseUrl}/webhooks/inbound-message`;
  return (
    <div className={styles['page']}>
      <div className={styles['panel']}>
        <p className={styles['listening']}>
          <span className={styles['pulse']} aria-hidden />
          Listening on <code>{receiver.baseUrl.replace(/^https?:\/\//, '')}</code>
        </p>
        <h2 className={styles['title']}>Waiting for the first webhook</h2>
        <p className={styles['text']}>
          Whatever is sent to this address is stored on this machine, byte for byte, before it is answered.
        </p>
        <FirstSteps />
        <div className={styles['or']}>or from a terminal</div>
        <Command text={toCommand(url)} />
      </div>
    </div>
  );
}

function toCommand(url: string): string {
  const body = '{"message_uuid":"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab","channel":"sms","message_type":"text",'.concat(
    '"to":"447700900000","from":"447700900001","timestamp":"2025-01-15T09:30:00Z","text":"Hello"}',
  );
  return `curl -H 'Content-Type: application/json' \\\n  -d '${body}' \\\n  ${url}`;
}

function Command({ text }: { readonly text: string }) {
  return (
    <div className={styles['command']}>
      <pre className={styles['code']}>{text}</pre>
      <CopyButton text={text} label="Copy command" className={styles['copy']} />
    </div>
  );
}
