/** Every password that the specs type; secrets.spec.ts looks for them where none of them may be. */
export const PASSWORDS = {
  own: "harvest pebble lantern 93 drift",
  next: "velvet anchor thimble 58 orchard",
  other: "saddle cinnamon glacier 41 tunnel",
  wrong: "marble window octave 27 ferret",
  short: "Kestrel-27!pq",
  weak: "qwertyuiop12345",
} as const;
