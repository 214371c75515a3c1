"use client";

import { useEffect, useState } from "react";

type Strength = { score: number; warning: string; suggestions: string[]; ok: boolean };

const PAUSE = 300;
const SHORTEST = 4;

type PasswordMeterProps = { inputId: string; password: string; scores: string[] };

/**
 * Says how strong the password is and how to better it. The server judges it: the word lists
 * would be a megabyte in the browser. Where it gives no answer the meter stays silent.
 */
export default function PasswordMeter({ inputId, password, scores }: PasswordMeterProps) {
  const strength = useStrength(inputId, password);
  const level = !strength
    ? undefined
    : strength.ok
      ? "strong"
      : strength.score < 2
        ? "weak"
        : "fair";
  const lit = strength ? Math.max(1, strength.score) : 0;
  return (
    <>
      <div className="meter" data-level={level} aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} data-on={bar <= lit ? "" : undefined} />
        ))}
      </div>
      <p className="hint min-h-[1.45em]" role="status">
        {strength && (
          <>
            <b className={TONES[level ?? "weak"]}>{scores[strength.score]}</b>{" "}
            {[strength.warning, ...strength.suggestions].filter(Boolean).join(" ")}
          </>
        )}
      </p>
    </>
  );
}

const TONES = { weak: "text-danger", fair: "text-warn", strong: "text-ok" };

function useStrength(inputId: string, password: string): Strength | undefined {
  const [judged, setJudged] = useState<{ password: string; strength: Strength }>();
  useEffect(() => {
    if (password.length < SHORTEST) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      // A browser that fills in a saved password is no reason to send it anywhere.
      if (document.activeElement?.id !== inputId) return;
      judge(password, stop.signal).then(
        (strength) => strength && setJudged({ password, strength }),
        () => undefined,
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [inputId, password]);
  return password.length < SHORTEST ? undefined : judged?.strength;
}

async function judge(password: string, signal: AbortSignal): Promise<Strength | undefined> {
  const response = await fetch("/api/password-strength", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ password }),
    signal,
  });
  return response.ok ? ((await response.json()) as Strength) : undefined;
}
