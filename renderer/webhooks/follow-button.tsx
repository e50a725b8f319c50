import { ArrowDownToLine } from 'lucide-react';

import { Tooltip } from '../ui/tooltip.tsx';
import styles from './list-toolbar.module.css';

interface FollowButtonProps {
  readonly isFollowing: boolean;
  readonly onChange: (isFollowing: boolean) => void;
}

/** Whether the list stays at its end however much comes. */
export function FollowButton({ isFollowing, onChange }: FollowButtonProps) {
  return (
    <Tooltip text={isFollowing ? 'Following the newest' : 'Follow the newest'} keys="G">
      <button
        type="button"
        aria-pressed={isFollowing}
        className={styles['follow']}
        onClick={() => onChange(!isFollowing)}
      >
        <ArrowDownToLine size={13} aria-hidden />
        Follow
      </button>
    </Tooltip>
  );
}
