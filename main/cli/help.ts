export const HELP = `Webhook Inspector for Vonage, without a window

  listen   Receives webhooks and prints a line for each.
           --port N       127.0.0.1:N; 0 picks a free port; default 4747
           --json         one JSON object a line
           --forward URL  sends each webhook on to your app, and says on standard error what it answers
           --self-signed  accepts the HTTPS certificate of that app, whoever made it
  export   Prints every stored webhook, oldest first. Works while the app runs.
           --format jsonl
           --filter "words that a webhook must have"
  verify   Explains a signature, step by step, and names what makes it fail.
           ID                          a stored webhook, with the id that export prints
           --token T --body FILE       or a token and the bytes that it should cover
           --now UNIX                  the time to count its age from
           --account KEY:ENVNAME       the secret of an API key, from the environment; may be repeated
           --secret-env ENVNAME        the secret of all other keys; also WEBHOOK_INSPECTOR_SECRET
           --json
  replay   Sends stored webhooks again, and prints what was answered.
           --to URL                    your app; an address with a path gets them all there, else each keeps its own
           ID ...                      which, with the ids that export prints
           --filter "words"            or those that have these words
           --all                       or every one
           --pace at-once              the default; recorded: as they came; or milliseconds between two
           --concurrency N             how many at once, 1 to 64; default 1
           --signature keep            the default; re-sign: with the account's secret; remove
           --stop-on-failure           ends at the first that is not answered 2xx
           --self-signed  --json       as above
  help     Prints this.

  Secrets come from the environment only: WEBHOOK_INSPECTOR_SECRET is that of
  the default account.
  --account KEY:ENVNAME  the secret of one more API key; can be given several times

  --data DIR  the folder that holds everything; also WEBHOOK_INSPECTOR_DATA

Exit codes: 0 done (verify: verified), 1 something broke (verify: not verified; replay: not all answered 2xx), 2 the command could not be carried out as it was given.
`;
