import { formatBytes } from '../../shared/format.ts';
import { prettyJson } from '../payload/pretty-json.ts';
import { contentTypeOf, toBodyText } from '../payload/body-text.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import card from '../detail/detail-card.module.css';

const MOST_SHOWN = 64_000;

interface DeliveryBodyProps {
  readonly body: Uint8Array;
  readonly headers: readonly (readonly [string, string])[];
  /** How large it was; more than what is here where it was cut. */
  readonly bytes: number;
}

/** A body as text; the first part of a long one. */
export function DeliveryBody({ body, headers, bytes }: DeliveryBodyProps) {
  if (bytes === 0) return <p className={card['none']}>The body was empty.</p>;
  const text = textOf(body, headers);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <pre className={card['block']} tabIndex={0}>
        <VisibleText text={text.slice(0, MOST_SHOWN)} />
      </pre>
      {text.length > MOST_SHOWN || bytes > body.length ? (
        <p className={card['none']}>
          Of {formatBytes(bytes)} the first part is shown
          {bytes > body.length ? `; ${formatBytes(body.length)} are kept` : ''}.
        </p>
      ) : null}
    </>
  );
}

/** JSON in lines, so that it can be read and compared; everything else as it came. */
export function textOf(body: Uint8Array, headers: readonly (readonly [string, string])[]): string {
  const { text } = toBodyText(body, headers);
  return /json/i.test(contentTypeOf(headers)) ? prettyJson(text) : text;
}
