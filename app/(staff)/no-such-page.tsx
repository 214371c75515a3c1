import { AnyFrame } from "@/app/any-frame";
import { Missing } from "@/components/missing";
import { answerWith } from "@/lib/auth/page-status";

/** For those who don't belong here the area doesn't exist. */
export async function NoSuchPage() {
  await answerWith(404);
  return (
    <AnyFrame>
      <Missing />
    </AnyFrame>
  );
}
