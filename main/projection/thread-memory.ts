/**
 * Room for the newest objects of a thread that works through rows, in MB.
 *
 * V8 would let it grow to 48 MB and more under load and keep that. Rows die young, so a small room is swept sooner and
 * finds as little alive: it costs no time, and saves about 80 MB for the two threads together.
 */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 8 };
