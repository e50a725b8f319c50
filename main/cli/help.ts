export const HELP = `Webhook Inspector for Vonage, without a window

  listen   Receives webhooks, verifies them and prints a line for each.
           --port N       127.0.0.1:N; 0 picks a free port; default 4747
           --json         one JSON object a line
           --forward URL  sends each webhook on to your app, and says on standard error what it answers
           --self-signed  accepts the HTTPS certificate of that app, whoever made it
           --tunnel ngrok    goes online and prints "online URL"; the authtoken comes from NGROK_AUTHTOKEN
           --domain NAME     a domain of the ngrok account; default the one that ngrok gives
           --public-url URL  the address that another tunnel keeps online; it is probed
           Rules that were made in the window change its answers; it says which.
           --switch APPLICATION  once online, points the Messages addresses of this Vonage application
                             here, and back at the end (docs/address-switch.md)
  export   Prints every stored webhook, oldest first. Works while the app runs.
           --format jsonl
           --filter 'kind:status after:-2h not(status:delivered) "order 12"'
           --from FILE  what can be read of a damaged record that was moved aside
  verify   Explains a signature, step by step, and names what makes it fail.
           ID                     a stored webhook, with the id that export prints
           --token T --body FILE  or a token and the bytes that it should cover
           --now UNIX             the time to count its age from
           --json
  replay   Sends stored webhooks again, and prints what was answered.
           --to URL                    your app; an address with a path gets them all there, else each keeps its own
           --to NAME                   or a target that the window has saved, as it is set there
           ID ...                      which, with the ids that export prints
           --filter FILTER             or those that match
           --all                       or every one
           --pace at-once              the default; recorded: as they came; or milliseconds between two
           --concurrency N             how many at once, 1 to 64; default 1
           --signature keep            the default; re-sign: with the account's secret; remove
           --stop-on-failure           ends at the first that is not answered 2xx
           --self-signed  --json       as above
  send     Sends simulated webhooks, signed as Vonage would, and prints a line for each.
           FILE            a scenario (docs/simulate.md)
           --from DIR ID   or a stored webhook once more, as a new one
           --to receiver   the running app, found by --data or --port
           --to URL        or any other address; one with a path gets them all there
           --to NAME       or a target that the window has saved, as it is set there
           --self-signed   as above
           --seed N        what a scramble draws; the same for the same seed
           --no-wait       leaves out the scenario's waits
           --unsigned      signs nothing
           --json          one JSON object a line
  check    Reads every page of the databases and says what is damaged. Works while the app runs.
  reindex  Builds the index anew from the record. The window does it by itself where the index is damaged.
  compact  Gives the free space of the databases back to the disk, all at once. Close the app first.
  recover  Moves a damaged record aside, so that the app begins a new one. Nothing is deleted.
  restore  Puts back the addresses at Vonage that the address switch has changed. Needs the app closed.
           --on-conflict theirs|original   what to do where somebody else has changed them:
                          leave theirs, or put the original address back; without it, they are shown
  doctor   Tells why nothing is arriving: asks Vonage, and looks at what has come. Works while the app runs.
           APPLICATION       default the one that was chosen in Setup
           --public-url URL  where its addresses should lead
           --json
  help     Prints this.

  Secrets come from the environment, because arguments are shown to everybody:
  --account KEY:ENVNAME   the secret of an API key; can be given several times.
                          KEY:ENVNAME:METHOD says how the SMS API signs for it:
                          md5hash, md5, sha1, sha256 or sha512
  --secret-env ENVNAME    the secret of all other keys; also WEBHOOK_INSPECTOR_SECRET

  VONAGE_API_KEY, VONAGE_API_SECRET   for listen --switch, restore and doctor, where the API secret
                          is in the system's keychain or was never entered

  NGROK_SERVER_ADDR and NGROK_CA_FILE lead --tunnel ngrok to an ingress of one's own.

  --data DIR  the folder that holds everything; also WEBHOOK_INSPECTOR_DATA

Exit codes: 0 done (verify: verified),
1 something broke (verify: not verified; check: damaged; replay, send: not all answered 2xx;
restore, listen --switch: not all is put back; doctor: something fails),
2 the command could not be carried out as it was given.
`;
