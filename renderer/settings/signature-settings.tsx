import type { Settings } from '../../shared/contract.ts';
import { useChangeSettings } from '../bridge/use-settings.ts';
import { Switch } from '../ui/switch.tsx';
import { NumberSetting } from './number-setting.tsx';
import { Setting } from './setting.tsx';
import page from '../ui/page.module.css';

const WEEK_S = 604_800;

/** What counts as a failure, and what Vonage is told of it. */
export function SignatureSettings({ settings }: { readonly settings: Settings }) {
  const change = useChangeSettings();
  return (
    <section className={page['group']} aria-label="Signatures">
      <h2 className={page['groupTitle']}>Signatures</h2>
      <Setting name="Age limit" text="How old a signature may be when it arrives. An older one is noted.">
        <NumberSetting
          label="Age limit in seconds"
          unit="seconds"
          value={settings.signatureAgeLimit}
          min={1}
          max={WEEK_S}
          onChange={(signatureAgeLimit) => change({ signatureAgeLimit })}
        />
      </Setting>
      <Setting
        name="Fail what is older"
        text="Retries of Vonage and your own replays are old as well, and fail then too."
      >
        <Switch
          label="Fail what is older"
          checked={settings.rejectOldSignatures}
          onChange={(rejectOldSignatures) => change({ rejectOldSignatures })}
        />
      </Setting>
      <Setting
        name="Answer 401 to failed signatures"
        text="After a 401 Vonage does not send a message, status or SMS again; only its sandbox does. It is stored here all the same."
      >
        <Switch
          label="Answer 401 to failed signatures"
          checked={settings.answer401ToFailed}
          onChange={(answer401ToFailed) => change({ answer401ToFailed })}
        />
      </Setting>
      <Setting
        name="Answer 503 to unsigned webhooks"
        text="Vonage then sends it again, signed, where a fault of its own left the signature out. What it never signs, as most SMS, comes again and again for up to 24 hours."
      >
        <Switch
          label="Answer 503 to unsigned webhooks"
          checked={settings.answer503ToUnsigned}
          onChange={(answer503ToUnsigned) => change({ answer503ToUnsigned })}
        />
      </Setting>
    </section>
  );
}
