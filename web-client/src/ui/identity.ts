/** Who the person is to the others: a name and a colour, kept in this browser. */
export interface Identity {
  readonly name: string;
  readonly color: string;
}

/**
 * Each differs from its neighbours, and is readable under white or black letters once its lightness
 * is set.
 */
export const palette = [
  { name: "Red", color: "#d43d51" },
  { name: "Orange", color: "#c8601b" },
  { name: "Gold", color: "#a37a00" },
  { name: "Green", color: "#3f8f3a" },
  { name: "Teal", color: "#0a8f86" },
  { name: "Blue", color: "#2b7cd3" },
  { name: "Violet", color: "#7a5bd6" },
  { name: "Pink", color: "#c2478f" },
] as const;

const storageKey = "rejoin.identity";
const MAX_NAME_LENGTH = 64;

/** What has no picture, or turns the text around it over: the server refuses it in a name. */
const unprintable = /[\p{Cc}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu;

/** A name as the server takes it; empty if nothing is left of what was typed. */
export function cleanName(typed: string): string {
  const printable = typed.replace(unprintable, "").trim();
  let name = "";
  for (const character of printable) {
    if (name.length + character.length > MAX_NAME_LENGTH) break;
    name += character;
  }
  return name.trim();
}

/** Up to two letters for an avatar: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== "");
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => firstCharacter(word ?? "").toLocaleUpperCase()).join("");
}

function firstCharacter(word: string): string {
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment ?? "";
}

export function rememberedIdentity(): Identity | null {
  const stored = read();
  if (stored === null) return null;
  const name = cleanName(stored.name);
  return name === "" ? null : { name, color: stored.color };
}

/**
 * Without storage (a private window, say) the person is asked again next time, and nothing else
 * breaks.
 */
export function rememberIdentity(identity: Identity): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(identity));
  } catch (refused) {
    console.warn("The name could not be kept in this browser", refused);
  }
}

export function randomColor(): string {
  return palette[Math.floor(Math.random() * palette.length)]?.color ?? palette[0].color;
}

function read(): Identity | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "null");
    return isIdentity(stored) ? stored : null;
  } catch (unreadable) {
    console.warn("The name kept in this browser could not be read", unreadable);
    return null;
  }
}

function isIdentity(value: unknown): value is Identity {
  if (typeof value !== "object" || value === null) return false;
  const { name, color } = value as Partial<Identity>;
  return typeof name === "string" && typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color);
}
