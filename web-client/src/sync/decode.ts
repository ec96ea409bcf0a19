import { Operation, Range, type DocumentType } from "../ot/index";
import type { EntryName } from "../store/index";
import { BadMessageError, Fields, isCount } from "./Fields";
import type { Opened, OpenedBody, Participant, ServerMessage, StepMessage, User } from "./messages";
import type { Step } from "./Step";

const ACCESS = ["none", "read", "write"] as const;
const TYPES = ["text", "rich-text"] as const;
const REASONS = ["compacted", "diverged"] as const;

/** Null for a type of message that this version does not know. Throws BadMessageError. */
export function decodeServerMessage(text: string): ServerMessage | null {
  const fields = Fields.parsed(text, "message");
  const decode = DECODERS[fields.string("t")];
  return decode === undefined ? null : decode(fields);
}

/** The answer to an exchange over HTTP: an `opened` that needs no name. Throws BadMessageError. */
export function decodeOpened(text: string): Opened {
  return opened(Fields.parsed(text, "answer"));
}

const DECODERS: Readonly<Record<string, (fields: Fields) => ServerMessage>> = {
  welcome: (fields) => ({
    t: "welcome",
    session: fields.string("session"),
    user: user(fields),
    durability: fields.string("durability"),
    limits: limits(fields.object("limits")),
    heartbeat: fields.count("heartbeat"),
  }),
  opened,
  ops: (fields) => ({
    t: "ops",
    doc: fields.string("doc"),
    from: fields.count("from"),
    steps: fields.list("ops", stepMessage),
    check: check(fields),
    hash: fields.optional("hash", (name) => fields.count(name)),
  }),
  cursor: (fields) => ({
    t: "cursor",
    doc: fields.string("doc"),
    session: fields.string("session"),
    rev: fields.count("rev"),
    ranges: ranges(fields),
  }),
  joined: (fields) => ({ t: "joined", ...presence(fields) }),
  left: (fields) => ({ t: "left", ...presence(fields) }),
  nack: (fields) => ({
    t: "nack",
    doc: fields.string("doc"),
    seq: fields.count("seq"),
    code: fields.string("code"),
    message: fields.string("message"),
    retry: fields.boolean("retry"),
    after: fields.optional("after", (name) => fields.count(name)),
  }),
  access: (fields) => ({
    t: "access",
    doc: fields.string("doc"),
    access: fields.oneOf("access", ACCESS),
  }),
  error: (fields) => ({
    t: "error",
    code: fields.string("code"),
    message: fields.string("message"),
    doc: fields.optional("doc", (name) => fields.string(name)),
  }),
  drain: (fields) => ({ t: "drain", after: fields.count("after") }),
  pong: () => ({ t: "pong" }),
};

/** The steps of a message, their operations read as `type` wants them. */
export function readSteps(messages: readonly StepMessage[], type: DocumentType): Step[] {
  return messages.map((step): Step => {
    if ("fold" in step) {
      return { kind: "folded", count: step.fold, operation: Operation.fromJSON(step.op, type) };
    }
    const { by, seq: sequence, op } = step;
    return { kind: "one", by, sequence, operation: Operation.fromJSON(op, type) };
  });
}

function opened(fields: Fields): Opened {
  return {
    t: "opened",
    doc: fields.string("doc"),
    type: fields.oneOf("type", TYPES),
    site: fields.string("site"),
    access: fields.oneOf("access", ACCESS),
    lineage: fields.string("lineage"),
    rev: fields.count("rev"),
    check: check(fields),
    seq: fields.count("seq"),
    people: fields.list("people", participant),
    body: openedBody(fields),
  };
}

function user(fields: Fields): User {
  const each = fields.object("user");
  return { id: each.string("id"), name: each.string("name"), color: each.string("color") };
}

function presence(fields: Fields) {
  const [doc, session, site] = ["doc", "session", "site"].map((name) => fields.string(name));
  return { doc: doc!, session: session!, site: site!, user: user(fields) };
}

function participant(value: unknown): Participant {
  const fields = Fields.of(value, "person");
  return {
    session: fields.string("session"),
    site: fields.string("site"),
    user: user(fields),
    ranges: ranges(fields),
  };
}

function ranges(fields: Fields): readonly Range[] | null {
  return fields.optional("ranges", (name) =>
    fields.list(name, (value) => {
      if (!Array.isArray(value) || value.length !== 2 || !value.every(isCount)) {
        throw new BadMessageError(`${JSON.stringify(value)} is no range`);
      }
      return new Range(value[0]!, value[1]!);
    }),
  );
}

function check(fields: Fields): EntryName | null {
  return fields.optional("check", (name) => {
    const [site, sequence, ...rest] = fields.list(name, (value) => value);
    if (typeof site !== "string" || !isCount(sequence) || rest.length > 0) {
      throw new BadMessageError(`${JSON.stringify([site, sequence])} names no entry`);
    }
    return [site, sequence];
  });
}

function limits(fields: Fields): ReadonlyMap<string, number> {
  return new Map(fields.entries().filter((entry): entry is [string, number] => isCount(entry[1])));
}

function openedBody(fields: Fields): OpenedBody {
  if (fields.has("content")) {
    const reason = fields.optional("reason", (name) => fields.oneOf(name, REASONS));
    return { content: fields.any("content"), reason };
  }
  return { from: fields.count("from"), steps: fields.list("ops", stepMessage) };
}

function stepMessage(value: unknown): StepMessage {
  const fields = Fields.of(value, "step");
  if (fields.has("fold")) return { fold: fields.positive("fold"), op: fields.any("op") };
  return { by: fields.string("by"), seq: fields.positive("seq"), op: fields.any("op") };
}
