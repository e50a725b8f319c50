import type { Settings } from '../../shared/contract.ts';
import { settingsSchema } from '../../shared/contract.ts';
import type { Db } from './open-database.ts';

export const defaultSettings: Settings = {
  theme: 'system',
  density: 'comfortable',
  port: 4_747,
  bodyLimit: 10 * 1_024 * 1_024,
  answerStatus: 200,
  signatureAgeLimit: 300,
  rejectOldSignatures: false,
  answer401ToFailed: false,
  answer503ToUnsigned: false,
  vault: null,
  tunnel: 'ngrok',
  ngrokDomain: '',
  customUrl: '',
  setupApplication: null,
  keepDays: 30,
  keepWebhooks: 1_000_000,
  keepBytes: 5 * 1_024 * 1_024 * 1_024,
};

/** The person's settings, one row each. What can't be read, or is of another version, falls back to its default. */
export class SettingsStore {
  readonly #db: Db;
  #current: Settings;

  constructor(db: Db) {
    this.#db = db;
    this.#current = read(db);
  }

  get current(): Settings {
    return this.#current;
  }

  change(changes: { readonly [N in keyof Settings]?: Settings[N] | undefined }): Settings {
    const write = this.#db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
    this.#db
      .transaction(() => {
        for (const [name, value] of Object.entries(changes)) {
          if (value !== undefined) write.run(name, JSON.stringify(value));
        }
      })
      .immediate();
    this.#current = read(this.#db);
    return this.#current;
  }
}

function read(db: Db): Settings {
  const rows = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings').all();
  const settings: Record<string, unknown> = { ...defaultSettings };
  for (const { name, value } of rows) {
    if (!Object.hasOwn(settingsSchema.shape, name)) continue;
    const parsed = settingsSchema.shape[name as keyof Settings].safeParse(parseJson(value));
    if (parsed.success) settings[name] = parsed.data;
  }
  return settingsSchema.parse(settings);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses undefined, so the default is used.
    return undefined;
  }
}
