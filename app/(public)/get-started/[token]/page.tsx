import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentPerson } from "@/lib/auth/current-person";
import { readInvitation } from "@/lib/invitations/read-invitation";
import { ConfirmInvitation } from "./confirm-invitation";
import { CreateAccount } from "./create-account";
import { DeadLink } from "./dead-link";
import { OtherPerson } from "./other-person";
import { SignInFirst } from "./sign-in-first";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("getStarted"))("title") };
}

/** The page behind Get Started Now (R30 to R39); reading it changes nothing. */
export default async function GetStartedPage({ params }: Props) {
  const { token } = await params;
  const invitation = await readInvitation(token);
  const person = await currentPerson();
  if (invitation.state !== "open") {
    return <DeadLink page={invitation} token={token} reader={person?.user} />;
  }
  if (person && person.user.emailKey !== invitation.emailKey) {
    return <OtherPerson invitation={invitation} current={person.user.email} token={token} />;
  }
  if (person) return <ConfirmInvitation invitation={invitation} token={token} />;
  if (invitation.hasAccount) return <SignInFirst invitation={invitation} token={token} />;
  return <CreateAccount invitation={invitation} token={token} />;
}
