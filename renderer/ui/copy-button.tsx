import { Check, Copy, type LucideIcon } from 'lucide-react';

import { IconButton } from './button.tsx';
import styles from './copy-button.module.css';
import { useCopy } from './use-copy.ts';

interface CopyButtonProps {
  /** What is copied; a function where making it costs something. */
  readonly text: string | (() => string);
  readonly label: string;
  readonly keys?: string;
  readonly icon?: LucideIcon;
  readonly className?: string | undefined;
  readonly tabIndex?: number;
}

const valueOf = (text: string | (() => string)): string => (typeof text === 'string' ? text : text());

/** An icon that turns into a tick for a moment. */
export function CopyButton({ text, label, icon = Copy, ...rest }: CopyButtonProps) {
  const { copied, copy } = useCopy();
  return (
    <IconButton
      icon={copied ? Check : icon}
      label={label}
      hint={copied ? 'Copied' : label}
      iconClassName={copied ? styles['done'] : undefined}
      onClick={(event) => {
        event.stopPropagation();
        copy(valueOf(text));
      }}
      {...rest}
    />
  );
}
