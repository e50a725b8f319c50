export const HELP = `Webhook Inspector for Vonage, without a window

  listen   Receives webhooks, verifies them and prints a line for each.
           --port N     127.0.0.1:N; 0 picks a free port; default 4747
           --json       one JSON object a line
  export   Prints every stored webhook, oldest first. Works while the app runs.
           --format jsonl
           --filter "words that a webhook must have"
  verify   Explains a signature, step by step, and names what makes it fail.
           ID                     a stored webhook, with the id that export prints
           --token T --body FILE  or a token and the bytes that it should cover
           --now UNIX             the time to count its age from
           --json
  restore  Puts back the addresses at Vonage that the address switch has changed. Needs the app closed.
           --on-conflict theirs|original   what to do where somebody else has changed them:
                          leave theirs, or put the original address back; without it, they are shown
  help     Prints this.

  Secrets come from the environment, because arguments are shown to everybody:
  --account KEY:ENVNAME   the secret of an API key; can be given several times.
                          KEY:ENVNAME:METHOD says how the SMS API signs for it:
                          md5hash, md5, sha1, sha256 or sha512
  --secret-env ENVNAME    the secret of all other keys; also WEBHOOK_INSPECTOR_SECRET

  VONAGE_API_KEY, VONAGE_API_SECRET   for restore, where the API secret is in the system's keychain

  --data DIR  the folder that holds everything; also WEBHOOK_INSPECTOR_DATA

Exit codes: 0 done (verify: verified), 1 something broke (verify: not verified;
restore: not all is put back),
2 the command could not be carried out as it was given.
`;
