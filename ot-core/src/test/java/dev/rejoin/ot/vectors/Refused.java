package dev.rejoin.ot.vectors;

import static dev.rejoin.ot.testing.JsonPrinter.json;

import dev.rejoin.ot.InvalidOperationException.Reason;
import java.util.List;

/**
 * JSON that is no operation, and the rule that it breaks. Written by hand: what is refused cannot
 * be built. The readers of server and web-client both go through it.
 */
record Refused(String type, String operation, Reason reason) {
  static List<Refused> all() {
    return List.of(
        new Refused("text", "[0]", Reason.EMPTY_COMPONENT),
        new Refused("text", "[1,\"\",1]", Reason.EMPTY_COMPONENT),
        new Refused("text", "[1,2]", Reason.NOT_CANONICAL),
        new Refused("text", "[\"a\",\"b\"]", Reason.NOT_CANONICAL),
        new Refused("text", "[-1,-1]", Reason.NOT_CANONICAL),
        new Refused("text", "[\"a\\ud83d\"]", Reason.LONE_SURROGATE),
        new Refused("text", "[\"\\ude00a\"]", Reason.LONE_SURROGATE),
        new Refused("text", "[536870912]", Reason.TOO_LONG),
        new Refused("text", "[536870911,\"a\"]", Reason.TOO_LONG),
        new Refused("text", "[{\"r\":1,\"a\":{\"bold\":true}}]", Reason.NOT_IN_THIS_TYPE),
        new Refused("text", "[{\"i\":{\"image\":\"x\"}}]", Reason.NOT_IN_THIS_TYPE),
        new Refused(
            "rich-text",
            "[{\"r\":1,\"a\":{\"b\":true}},{\"r\":1,\"a\":{\"b\":true}}]",
            Reason.NOT_CANONICAL),
        new Refused("rich-text", "[{\"r\":1,\"a\":{}}]", Reason.EMPTY_COMPONENT),
        new Refused("rich-text", "[{\"r\":1}]", Reason.NOT_CANONICAL),
        new Refused("rich-text", "[{\"i\":\"a\"}]", Reason.NOT_CANONICAL),
        new Refused("rich-text", "[{\"r\":1,\"a\":{\"c\":1,\"b\":1}}]", Reason.NOT_CANONICAL),
        new Refused("rich-text", "[{\"i\":\"a\",\"a\":{\"b\":null}}]", Reason.BAD_ATTRIBUTE),
        new Refused("rich-text", "[{\"i\":\"a\",\"a\":{\"b\":1.5}}]", Reason.BAD_ATTRIBUTE),
        new Refused(
            "rich-text", "[{\"i\":\"a\",\"a\":{\"b\":9007199254740992}}]", Reason.BAD_ATTRIBUTE),
        new Refused("rich-text", "[{\"i\":\"a\",\"a\":{\"\":true}}]", Reason.BAD_ATTRIBUTE));
  }

  String toJson() {
    return "{\"type\": %s, \"operation\": %s, \"reason\": %s}"
        .formatted(json(type), operation, json(reason.name()));
  }
}
