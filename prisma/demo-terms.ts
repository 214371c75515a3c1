import { contactRows } from "../lib/agreements/terms";
import type { TermsInput } from "../lib/agreements/terms-schema";
import { CONTOSO, FABRIKAM } from "../tests/world";

/** What two of the demo's accounts say about their agreements, and who wrote it. */
export const DEMO_TERMS: readonly { account: string; by: string; terms: TermsInput }[] = [
  {
    account: CONTOSO,
    by: "dana.kowalski@contoso.com",
    terms: {
      version: 0,
      contacts: contactRows([
        {
          name: "Purchasing desk",
          purpose: "Invoices",
          email: "purchasing@contoso.com",
          phone: "+1 425 555 0142",
        },
        {
          name: "Amir Haddad",
          purpose: "Installation and keys",
          email: "amir.haddad@contoso.com",
          phone: "+971 4 555 0108",
        },
      ]),
      customerReference: "Framework contract 2026-114",
      language: "English",
      platform: "64-bit",
      country: "US",
      notes: "Media to gate 4, weekdays until 15:00.\nAsk for the IT store.",
      renewal: "ASK",
    },
  },
  {
    account: FABRIKAM,
    by: "ravi.menon@fabrikam.com",
    terms: {
      version: 0,
      contacts: contactRows([
        { name: "Ravi Menon", purpose: "Everything", email: "ravi.menon@fabrikam.com", phone: "" },
      ]),
      customerReference: "",
      language: "English",
      platform: "",
      country: "GB",
      notes: "",
      renewal: "RENEW",
    },
  },
];
