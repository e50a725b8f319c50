export const HELP = `Webhook Inspector for Vonage, without a window

  listen   Receives webhooks and prints a line for each.
           --port N     127.0.0.1:N; 0 picks a free port; default 4747
           --json       one JSON object a line
  export   Prints every stored webhook, oldest first. Works while the app runs.
           --format jsonl
           --filter "words that a webhook must have"
  verify   Explains a signature step by step, and why it fails.
           ID                     of a stored webhook
           --token T --body FILE --secret-env NAME [--now UNIX]
           --json                 the same as one JSON object
  help     Prints this.

  Secrets come from the environment only: WEBHOOK_INSPECTOR_SECRET is that of
  the default account.
  --account KEY:ENVNAME  the secret of one more API key; can be given several times

  --data DIR  the folder that holds everything; also WEBHOOK_INSPECTOR_DATA

Exit codes: 0 done, 1 something broke or is not verified, 2 the command could not be carried out as it was given.
`;
