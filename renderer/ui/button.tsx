import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

import styles from './button.module.css';
import { Tooltip } from './tooltip.tsx';

interface ButtonProps extends ComponentProps<'button'> {
  readonly tone?: 'plain' | 'primary' | 'danger';
  readonly icon?: LucideIcon;
}

export function Button({ tone = 'plain', icon: Icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={join(styles['button'], styles[tone], className)} {...rest}>
      {Icon ? <Icon size={14} aria-hidden /> : null}
      {children}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  readonly icon: LucideIcon;
  /** Its name, and its tooltip unless `hint` says more. */
  readonly label: string;
  readonly hint?: ReactNode;
  readonly keys?: string | undefined;
  readonly iconClassName?: string | undefined;
}

export function IconButton({ icon: Icon, label, hint, keys, className, iconClassName, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={hint ?? label} keys={keys}>
      <button type="button" aria-label={label} className={join(styles['icon'], className)} {...rest}>
        <Icon size={15} aria-hidden className={iconClassName} />
      </button>
    </Tooltip>
  );
}

function join(...names: (string | undefined)[]): string {
  return names.filter((name) => name !== undefined).join(' ');
}
