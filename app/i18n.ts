import { getRequestConfig } from "next-intl/server";
import messages from "@/messages/en.json";

/** Screens are in English; times without a known zone are shown in UTC. */
export default getRequestConfig(async () => ({ locale: "en", messages, timeZone: "UTC" }));

declare module "next-intl" {
  interface AppConfig {
    Messages: typeof messages;
  }
}
