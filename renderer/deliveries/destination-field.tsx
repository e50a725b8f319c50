import type { Destination } from '../../shared/contract/deliveries.ts';
import { Field, TextField } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import { useTargets } from './use-targets.ts';

interface DestinationFieldProps {
  readonly value: Destination;
  readonly onChange: (destination: Destination) => void;
}

/** A target, or an address for this once. */
export function DestinationField({ value, onChange }: DestinationFieldProps) {
  const targets = useTargets() ?? [];
  const isOnce = 'url' in value;
  return (
    <>
      <Field label="To">
        {(ids) => (
          <select
            className={input['input']}
            value={isOnce ? '' : String(value.target)}
            onChange={({ target }) => onChange(target.value === '' ? AN_ADDRESS : { target: Number(target.value) })}
            {...ids}
          >
            {targets.map(({ id, name, url }) => (
              <option key={id} value={id}>
                {name} ({url})
              </option>
            ))}
            <option value="">Another address, this once</option>
          </select>
        )}
      </Field>
      {isOnce ? (
        <TextField
          label="Address"
          value={value.url}
          onChange={({ target }) => onChange({ ...value, url: target.value })}
        />
      ) : null}
    </>
  );
}

export const AN_ADDRESS: Destination = { url: 'http://localhost:3000', allowSelfSigned: false };
