import { useState } from 'react';

import type { RuleFields } from '../../shared/contract/rules.ts';
import { formatCount } from '../../shared/format.ts';
import { refuseHeader, RULE_LIMITS } from '../../shared/rules/rule-limits.ts';
import { checkTemplate, fillTemplate } from '../../shared/rules/template.ts';
import { parseHeaders, writeHeaders } from '../deliveries/target-fields.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import { Field, TextField } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './rules-page.module.css';
import { useTemplateValues } from './use-template-values.ts';

interface AnswerFieldsProps {
  readonly fields: RuleFields;
  /** The webhook that the body is tried with. */
  readonly webhookId: number | null;
  readonly set: (changes: Partial<RuleFields>) => void;
}

/** Status, headers and body of an answer, and what the body becomes. */
export function AnswerFields({ fields, webhookId, set }: AnswerFieldsProps) {
  const { status, headers, body } = fields;
  const [headerText, setHeaderText] = useState(writeHeaders(headers));
  const values = useTemplateValues(webhookId);
  const findings = checkTemplate(body, values);
  const hasNoBody = (status === 204 || status === 304) && body !== '';
  return (
    <>
      <div className={styles['answer']}>
        <TextField
          label="Status"
          type="number"
          required
          min={200}
          max={599}
          value={Number.isNaN(status) ? '' : status}
          onChange={({ target }) => set({ status: target.valueAsNumber })}
        />
        <Field label="Headers" problem={tellHeaderProblem(headerText)}>
          {(ids) => (
            <textarea
              rows={2}
              spellCheck={false}
              autoComplete="off"
              placeholder="Content-Type: application/json"
              className={input['input']}
              value={headerText}
              onChange={({ target }) => {
                setHeaderText(target.value);
                const next = parseHeaders(target.value);
                if (next !== null) set({ headers: next });
              }}
              {...ids}
            />
          )}
        </Field>
      </div>
      <CodeEditor
        label="Body"
        language={isPlainJson(body) ? 'json' : 'text'}
        hint="{{from}}, {{to}}, {{id}} or {{payload.message_uuid}} become values of the webhook."
        consequence="It is answered as it stands."
        value={body}
        onChange={(text) => set({ body: text })}
      />
      <ul aria-label="About the body" className={styles['findings']}>
        {body.length > RULE_LIMITS.bodyCharacters ? (
          <li>It is longer than {formatCount(RULE_LIMITS.bodyCharacters)} characters, so it can’t be saved.</li>
        ) : null}
        {hasNoBody ? <li>An answer {status} has no body, so this one is not sent.</li> : null}
        {findings.map(({ start, message }) => (
          <li key={start}>{message}</li>
        ))}
      </ul>
      {values === null || !body.includes('{{') || hasNoBody ? null : (
        <figure className={styles['preview']}>
          <figcaption>The webhook that is selected would be answered</figcaption>
          <pre>
            <VisibleText text={fillTemplate(body, values)} />
          </pre>
        </figure>
      )}
    </>
  );
}

const STRING = /"(?:[^"\\]|\\.)*"/g;

/** A value outside of quotes becomes JSON only in the answer, so until then nobody can say where the body breaks. */
function isPlainJson(body: string): boolean {
  return /^\s*[[{](?!\{)/.test(body) && !body.replaceAll(STRING, '').includes('{{');
}

function tellHeaderProblem(text: string): string | null {
  const headers = parseHeaders(text);
  if (headers === null) return 'Each line is a name, a colon and a value.';
  return headers.map(([name]) => refuseHeader(name)).find((refused) => refused !== null) ?? null;
}
