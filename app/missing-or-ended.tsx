import { getTranslations } from "next-intl/server";
import { Missing } from "@/components/missing";
import { ButtonLink } from "@/components/ui/button-link";
import { Sheet } from "@/components/ui/sheet";
import { type EndedAccess, endedMembership, endedPartnerAccess } from "@/lib/accounts/ended-access";
import { currentPerson } from "@/lib/auth/current-person";
import { answerWith } from "@/lib/auth/page-status";
import { AnyFrame } from "./any-frame";

/** What isn't there, or isn't there any longer for this person: who was let in once reads why not now. */
export async function MissingOrEnded({ path }: { path: string }) {
  const ended = await endedAt(path);
  await answerWith(ended ? 403 : 404);
  return <AnyFrame>{ended ? <Ended access={ended} /> : <Missing />}</AnyFrame>;
}

async function endedAt(path: string): Promise<EndedAccess | null> {
  const person = await currentPerson();
  if (!person) return null;
  const account = /^\/accounts\/([^/?]+)/.exec(path)?.[1];
  if (account !== undefined) return endedMembership(person.actor, decodeURIComponent(account));
  return /^\/partner([/?]|$)/.test(path) ? endedPartnerAccess(person.actor) : null;
}

async function Ended({ access }: { access: EndedAccess }) {
  const { status, organization } = access;
  const t = await getTranslations("errorsPages");
  const isDisabled = status === "DISABLED";
  return (
    <Sheet
      title={t(isDisabled ? "disabledTitle" : "removedTitle", { organization })}
      lead={t(isDisabled ? "disabledText" : "removedText")}
    >
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink href="/">{t("toHome")}</ButtonLink>
        <ButtonLink href="/profile" variant="quiet">
          {t("toProfile")}
        </ButtonLink>
      </div>
    </Sheet>
  );
}
