import {
  Bell,
  ChartColumn,
  CheckCheck,
  CircleQuestionMark,
  CreditCard,
  FileText,
  Fingerprint,
  Keyboard,
  type LucideIcon,
  MessageSquare,
  MessageSquareText,
  PhoneCall,
  PhoneForwarded,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  Radar,
  Radio,
  ReceiptText,
  Route,
  ScanSearch,
  TriangleAlert,
  Users,
  Video,
  Voicemail,
} from 'lucide-react';

import { findKind } from '../../shared/vonage/kinds.ts';
import styles from './kind-mark.module.css';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  'inbound-message': MessageSquareText,
  'message-status': CheckCheck,
  'inbound-sms': MessageSquare,
  'delivery-receipt': ReceiptText,
  'final-report': Route,
  answer: PhoneIncoming,
  'call-event': PhoneCall,
  fallback: PhoneMissed,
  error: PhoneOff,
  transfer: PhoneForwarded,
  input: Keyboard,
  record: Voicemail,
  notify: Bell,
  payment: CreditCard,
  transcription: FileText,
  'verify-event': Fingerprint,
  'verify-summary': Fingerprint,
  'insight-advanced-async': ScanSearch,
  'rtc-event': Radio,
  'session-monitoring': Video,
  'archive-status': Video,
  'meetings-event': Users,
  'report-finished': ChartColumn,
  'url-probe': Radar,
};

interface KindMarkProps {
  readonly api: string;
  readonly kind: string;
  readonly size?: number;
  readonly isMisrouted?: boolean;
}

/** What a webhook is: an icon and its word. */
export function KindMark({ api, kind, size = 14, isMisrouted = false }: KindMarkProps) {
  const Icon = ICONS[kind] ?? CircleQuestionMark;
  return (
    <span className={styles['mark']}>
      <Icon size={size} aria-hidden className={styles['icon']} />
      <span className={styles['label']}>{findKind(api, kind).label}</span>
      {isMisrouted ? (
        <span className={styles['misrouted']} title="Misrouted: it arrived on the path of another kind">
          <TriangleAlert size={12} aria-label="Misrouted" />
        </span>
      ) : null}
    </span>
  );
}
