import { Missing } from "@/components/missing";
import { endedAt } from "@/lib/auth/ended-at";
import { answerWith } from "@/lib/auth/page-status";
import { AnyFrame } from "./any-frame";
import { Ended } from "./ended";

/** What isn't there, or isn't there any longer for this person, in a frame and with its status. */
export async function MissingOrEnded({ path }: { path: string }) {
  const ended = await endedAt(path);
  await answerWith(ended ? 403 : 404);
  return <AnyFrame>{ended ? <Ended access={ended} /> : <Missing />}</AnyFrame>;
}
