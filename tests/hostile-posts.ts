/** A post that no page of ours makes, as bytes. */
export interface HostilePost {
  readonly name: string;
  readonly type: string;
  readonly body: Buffer;
  /** Sent as a script's action. */
  readonly isScripted?: boolean;
  readonly status: 400 | 413;
}

type Parts = readonly (readonly [name: string, text: string])[];

const BOUNDARY = "----hostile";

export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;
export const URLENCODED = "application/x-www-form-urlencoded";

/** A form as a browser writes it. */
export function multipart(parts: Parts): Buffer {
  const texts = parts.map(
    ([name, text]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  return Buffer.from(`${texts.join("")}--${BOUNDARY}--\r\n`);
}

/** The sign-in form as a script sends it, around the given fields. */
export function scripted(fields: Parts, given = '[{"status":"idle"},"$K1"]'): Buffer {
  return multipart([...fields.map(([name, text]) => [`_1_${name}`, text] as const), ["0", given]]);
}

const many = (count: number, name: (n: number) => string): Parts =>
  Array.from({ length: count }, (_, n) => [name(n), ""] as const);

const deep = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

/** The worst that fits into a megabyte of each way to send a form. */
export const HOSTILE_POSTS: readonly HostilePost[] = [
  ...(
    [
      ["12,000 fields of different names", many(12_000, (n) => `f${n}`)],
      ["12,000 fields of one name", many(12_000, () => "email")],
      ["1,001 fields", many(1001, (n) => `f${n}`)],
    ] as const
  ).flatMap(([name, fields]): HostilePost[] => [
    { name: `${name}, multipart`, type: MULTIPART, body: multipart(fields), status: 413 },
    {
      name: `${name}, scripted`,
      type: MULTIPART,
      body: scripted(fields),
      isScripted: true,
      status: 413,
    },
    {
      name: `${name}, urlencoded`,
      type: URLENCODED,
      body: Buffer.from(fields.map(([field]) => `${field}=`).join("&")),
      status: 413,
    },
  ]),
  ...[201, 900_000].flatMap((length): HostilePost[] => [
    {
      name: `a name of ${length} characters, multipart`,
      type: MULTIPART,
      body: multipart([["n".repeat(length), ""]]),
      status: 400,
    },
    {
      name: `a name of ${length} characters, urlencoded`,
      type: URLENCODED,
      body: Buffer.from(`${"n".repeat(length)}=`),
      status: 400,
    },
  ]),
  {
    name: "a text of 900 kB in a field",
    type: MULTIPART,
    body: multipart([["email", "a".repeat(900_000)]]),
    status: 413,
  },
  ...(
    [
      ["arguments that ask for the form 100,000 times", `[${'"$K1",'.repeat(100_000)}"$K1"]`],
      ["arguments that ask for the form 9,000 times", `[${'"$K1",'.repeat(9000)}"$K1"]`],
      ["arguments 100,000 deep", deep(100_000)],
      ["arguments that refer to a map", '["$Q1","$K1"]'],
      ["arguments that hide a reference", '["\\u0024Q1","$K1"]'],
      ["arguments that are no list", '{"0":"$K1"}'],
      ["arguments that are no JSON", "[{"],
      ["an argument that is a number", '[7,{"status":"idle"},"$K1"]'],
      ["an argument that is a list", '[["PA"],{"status":"idle"},"$K1"]'],
      ["no form among the arguments", '["PA-0048213",{"status":"idle"}]'],
    ] as const
  ).map(([name, given]): HostilePost => {
    const body = scripted([["email", "dana"]], given);
    return {
      name,
      type: MULTIPART,
      body,
      isScripted: true,
      status: name.includes("form 100,000") ? 413 : 400,
    };
  }),
  ...(
    [
      [
        "two actions at once",
        [
          ["$ACTION_REF_1", ""],
          ["$ACTION_REF_2", ""],
        ],
      ],
      ["500 actions at once", many(500, (n) => `$ACTION_REF_${n}`)],
      ["an action without its number", [["$ACTION_REF_1", ""]]],
      [
        "an action whose number is no JSON",
        [
          ["$ACTION_REF_1", ""],
          ["$ACTION_1:0", "{"],
        ],
      ],
      [
        "an action whose bound arguments are missing",
        [
          ["$ACTION_REF_1", ""],
          ["$ACTION_1:0", '{"id":"00","bound":"$@1"}'],
        ],
      ],
      [
        "an action bound to numbers",
        [
          ["$ACTION_REF_1", ""],
          ["$ACTION_1:0", '{"id":"00","bound":"$@1"}'],
          ["$ACTION_1:1", "[1,2]"],
        ],
      ],
    ] as const
  ).map(([name, parts]): HostilePost => {
    return { name, type: MULTIPART, body: multipart(parts), status: 400 };
  }),
  {
    name: "a form that breaks off",
    type: MULTIPART,
    body: Buffer.from(`--${BOUNDARY}\r\nCont`),
    status: 400,
  },
  {
    name: "a form without a boundary",
    type: "multipart/form-data",
    body: Buffer.from("x"),
    status: 400,
  },
  {
    name: "a form with two boundaries",
    type: `${MULTIPART}; boundary=other`,
    body: multipart([["email", "dana"]]),
    status: 400,
  },
];
