import type { ReactNode } from "react";
import { AppLink } from "@/components/ui/app-link";

const link = (href: string) =>
  function RichLink(words: ReactNode) {
    return (
      <AppLink className="link" href={href}>
        {words}
      </AppLink>
    );
  };

/** The tags that guides use in their words: labels of the screens, and the screens themselves. */
export const richTags = {
  b: (words: ReactNode) => <b>{words}</b>,
  home: link("/"),
  profile: link("/profile"),
  signIn: link("/sign-in"),
  requestInvitation: link("/request-invitation"),
  askAdministrator: link("/ask-administrator"),
  joinCode: link("/ask-administrator/code"),
  getStarted: link("/get-started"),
  register: link("/support/register"),
  manageUsersGuide: link("/support/manage-users"),
  signInAddress: link("/support/sign-in-address"),
  partner: link("/partner"),
};
