import { headers } from "next/headers";
import { addressBlock } from "../address-block";
import type { Visit } from "../accounts/session";
import type { Origin } from "../policy/actor";

/** Where this request comes from. Our own server has set both headers; a client can't. */
export async function requestOrigin(): Promise<Origin> {
  return originOf(await headers());
}

export async function requestVisit(): Promise<Visit> {
  const list = await headers();
  return { origin: originOf(list), agent: list.get("user-agent") ?? "" };
}

/** The address that was asked for; a form's action is asked for at its page's. */
export async function requestPath(): Promise<string> {
  return (await headers()).get("x-request-path") ?? "";
}

export function originOf(list: Pick<Headers, "get">): Origin {
  return {
    requestId: list.get("x-request-id") ?? "",
    addressBlock: addressBlock(list.get("x-client-address") ?? ""),
  };
}
