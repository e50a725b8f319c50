export const HELP = `Webhook Inspector for Vonage, without a window

  listen   Receives webhooks, verifies them and prints a line for each.
           --port N     127.0.0.1:N; 0 picks a free port; default 4747
           --json       one JSON object a line
  export   Prints every stored webhook, oldest first. Works while the app runs.
           --format jsonl
           --filter 'kind:status after:-2h not(status:delivered) "order 12"'
  verify   Explains a signature, step by step, and names what makes it fail.
           ID                     a stored webhook, with the id that export prints
           --token T --body FILE  or a token and the bytes that it should cover
           --now UNIX             the time to count its age from
           --json
  help     Prints this.

  Secrets come from the environment, because arguments are shown to everybody:
  --account KEY:ENVNAME   the secret of an API key; can be given several times.
                          KEY:ENVNAME:METHOD says how the SMS API signs for it:
                          md5hash, md5, sha1, sha256 or sha512
  --secret-env ENVNAME    the secret of all other keys; also WEBHOOK_INSPECTOR_SECRET

  --data DIR  the folder that holds everything; also WEBHOOK_INSPECTOR_DATA

Exit codes: 0 done (verify: verified), 1 something broke (verify: not verified),
2 the command could not be carried out as it was given.
`;
