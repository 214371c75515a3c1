import { MissingOrEnded } from "@/app/missing-or-ended";
import { requestPath } from "@/lib/auth/request-origin";

/** For those who don't belong here the area doesn't exist; who did reads that it has ended. */
export async function NoSuchPage() {
  return <MissingOrEnded path={await requestPath()} />;
}
