import type { SmsMethod } from '../../../shared/signature.ts';
import { Field } from '../../ui/field.tsx';
import input from '../../ui/field.module.css';

const METHODS: Readonly<Record<SmsMethod, string>> = {
  md5hash: 'MD5 hash',
  md5: 'MD5 HMAC',
  sha1: 'SHA1 HMAC',
  sha256: 'SHA-256 HMAC',
  sha512: 'SHA-512 HMAC',
};

interface SmsMethodFieldProps {
  readonly value: SmsMethod | null;
  readonly onChange: (method: SmsMethod | null) => void;
}

export function SmsMethodField({ value, onChange }: SmsMethodFieldProps) {
  return (
    <Field
      label="Signature method of SMS"
      hint="As in the API settings of Vonage’s dashboard. It is used for the sig parameter of the SMS API only."
    >
      {(ids) => (
        <select
          className={input['input']}
          value={value ?? ''}
          onChange={({ target }) => onChange(isMethod(target.value) ? target.value : null)}
          {...ids}
        >
          <option value="">Not known: try each that fits</option>
          {Object.entries(METHODS).map(([method, label]) => (
            <option key={method} value={method}>
              {label} ({method})
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

const isMethod = (text: string): text is SmsMethod => Object.hasOwn(METHODS, text);
