import { env } from "../env";

/** Providers of personal mailboxes (decision 19). Organizations sign in with the organization's address. */
const PERSONAL_DOMAINS = new Set(
  `gmail.com googlemail.com outlook.com outlook.de outlook.fr hotmail.com hotmail.co.uk hotmail.de hotmail.fr
live.com live.co.uk live.fr msn.com yahoo.com yahoo.co.uk yahoo.co.jp yahoo.de yahoo.fr ymail.com icloud.com me.com
mac.com aol.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de proton.me protonmail.com pm.me
mail.com mail.ru yandex.ru yandex.com inbox.ru bk.ru list.ru qq.com 163.com 126.com sina.com foxmail.com naver.com
hanmail.net daum.net orange.fr wanadoo.fr laposte.net free.fr sfr.fr libero.it virgilio.it tiscali.it uol.com.br
bol.com.br terra.com.br rediffmail.com zoho.com fastmail.com hey.com tutanota.com comcast.net verizon.net att.net
btinternet.com sky.com bluewin.ch docomo.ne.jp ezweb.ne.jp softbank.ne.jp`.split(/\s+/),
);

/** The personal-mail domain of an address that may not be invited; null when it may. */
export function refusedPersonalDomain(emailKey: string): string | null {
  const domain = emailKey.slice(emailKey.lastIndexOf("@") + 1);
  return env.PERSONAL_MAIL === "refuse" && isPersonalDomain(domain) ? domain : null;
}

export function isPersonalDomain(domain: string): boolean {
  return PERSONAL_DOMAINS.has(domain);
}
