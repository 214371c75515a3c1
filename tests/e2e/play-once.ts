import { test } from "@playwright/test";

// A worker may be given more tests of a file later, in the same world; after a failed test comes another worker.
const played = new Map<string, Promise<unknown>>();

/**
 * Plays what a file's tests start from, before the first one that a worker runs. Called from `beforeEach`: where it
 * fails, it fails one test, and the next one has a new worker and another try; `beforeAll` would take all of them along.
 */
export async function playOnce(play: () => Promise<unknown>): Promise<void> {
  const { file, timeout } = test.info();
  let playing = played.get(file);
  if (playing === undefined) {
    test.setTimeout(timeout + 60_000);
    playing = play();
    played.set(file, playing);
  }
  await playing;
}
