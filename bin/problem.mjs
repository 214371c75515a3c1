/** Something that the person at the keyboard can fix: printed without a stack trace, exit code 1. */
export class Problem extends Error {}

/** Runs a command's main function and turns what goes wrong into a message and an exit code. */
export async function main(run) {
  try {
    const code = await run();
    // Handles that other modules keep open must not hold the command back.
    if (code !== undefined) process.exit(code);
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exit(1);
  }
}
