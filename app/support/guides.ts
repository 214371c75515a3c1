import messages from "@/messages/en.json";
import { AREAS, AREA_KEYS } from "./area-guides";

const { support, joinRequests, requestInvitation, roles } = messages;

/** Every guide under Support: its title and sentence by `key`, its address, and its words for the search. */
export const GUIDES = [
  { key: "register", href: "/support/register", words: support.register },
  { key: "manageUsers", href: "/support/manage-users", words: support.manageUsers },
  { key: "roles", href: "/support/roles", words: roles },
  ...AREA_KEYS.map((key) => ({
    key,
    href: `/support/${AREAS[key].path}`,
    words: support[key],
  })),
  { key: "onlineServices", href: "/support/online-services", words: support.onlineServices },
  { key: "signInAddress", href: "/support/sign-in-address", words: support.signInAddress },
  { key: "notReceived", href: "/request-invitation", words: requestInvitation },
  { key: "askAdministrator", href: "/ask-administrator", words: joinRequests },
] as const;

export type ListedGuide = (typeof GUIDES)[number];
