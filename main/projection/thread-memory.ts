/**
 * Room for the newest objects of a thread that works through rows, in MB.
 *
 * V8 would let it grow to 48 MB and more under load and keep that. With 8 MB rows that are still worked on are taken for
 * old ones, which costs time and more memory than it saves: measured with 100,000 webhooks, 32 needs the least of both.
 */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 32 };
