/** Names whose values never belong into a log, an error or a report. */
const SECRET_NAMES = 'authorization|cookie|secret|token|api[-_]?secret|password|passwd|private[-_]?key|sig|authtoken';

const RULES: readonly [RegExp, string][] = [
  // Three base64url segments: a JWT, wherever it stands.
  [/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  [/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 [redacted]'],
  [
    new RegExp(`((?:${SECRET_NAMES})["']?\\s*[:=]\\s*)("(?:[^"\\\\]|\\\\.)*"|'[^']*'|[^\\s,;&}]+)`, 'gi'),
    '$1[redacted]',
  ],
  // A phone number: 7 to 15 digits that are not part of something longer, such as an id, a fraction or a file name.
  [/(?<![\w-]|\w\.)\+?\d{7,15}(?![\w-]|\.\w)/g, '[number]'],
];

/** Takes tokens, keys and phone numbers out of a text, by their names and by their shapes. */
export function redact(text: string): string {
  return RULES.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
