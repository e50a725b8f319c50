import { File, Image, Mic, Sticker, Video, Contact, type LucideIcon } from 'lucide-react';

import { formatCount } from '../../shared/format.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import type { Media, MessageContent } from './message-content.ts';
import styles from './message-text.module.css';

/** The payload shows the rest. */
const LONGEST = 2_000;

const ICONS: Readonly<Record<string, LucideIcon>> = {
  image: Image,
  video: Video,
  audio: Mic,
  vcard: Contact,
  sticker: Sticker,
};

/** What somebody wrote or attached. Attachments are named and never loaded. */
export function MessageText({ content }: { readonly content: MessageContent }) {
  const { text, media } = content;
  return (
    <>
      {text === null ? null : (
        <blockquote className={styles['text']}>
          <VisibleText text={text.slice(0, LONGEST)} />
          {text.length > LONGEST ? (
            <span className={styles['more']}>{formatCount(text.length - LONGEST)} more characters in the payload</span>
          ) : null}
        </blockquote>
      )}
      {media.map((item) => (
        <Attachment key={item.url} media={item} />
      ))}
    </>
  );
}

function Attachment({ media }: { readonly media: Media }) {
  const Icon = ICONS[media.type] ?? File;
  return (
    <div className={styles['media']}>
      <Icon size={16} aria-label={media.type} />
      <div className={styles['words']}>
        <p className={styles['name']}>
          <VisibleText text={media.name ?? media.caption ?? `${media.type}, not loaded`} />
          {media.name !== null && media.caption !== null ? (
            <span className={styles['caption']}>
              <VisibleText text={media.caption} />
            </span>
          ) : null}
        </p>
        <p className={styles['url']} title={media.url}>
          <VisibleText text={media.url} />
        </p>
      </div>
      <CopyButton text={media.url} label="Copy address" />
    </div>
  );
}
