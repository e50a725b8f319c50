export const HELP = `Webhook Inspector for Vonage, without a window

  listen   Receives webhooks and prints a line for each.
           --port N     127.0.0.1:N; 0 picks a free port; default 4747
           --json       one JSON object a line
  export   Prints every stored webhook, oldest first. Works while the app runs.
           --format jsonl
           --filter "words that a webhook must have"
  help     Prints this.

  --data DIR  the folder that holds everything; also WEBHOOK_INSPECTOR_DATA

Exit codes: 0 done, 1 something broke, 2 the command could not be carried out as it was given.
`;
