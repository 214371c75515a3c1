/** More different keys than this, shown to one person within so many minutes, are a burst. */
export const BURST = { keys: 10, minutes: 10 } as const;
