package dev.rejoin.server.transport;

import dev.rejoin.server.document.RefusedException;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.Ids;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What a request says in its address, read strictly. */
final class Parameters {

  /** A revision or a count: no sign, no space, and few enough digits for a long. */
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,15}");

  private Parameters() {}

  /** The document that the address names. */
  static String document(RoutingContext context) {
    String id = context.pathParam("document");
    if (!Ids.isDocument(id)) {
      throw new RefusedException(
          ErrorCode.BAD_MESSAGE, "a document id is 1 to 128 of A-Z a-z 0-9 _ -");
    }
    return id;
  }

  static OptionalLong number(RoutingContext context, String name) {
    Optional<String> text = text(context, name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!NUMBER.matcher(text.get()).matches()) {
      throw new RefusedException(ErrorCode.BAD_MESSAGE, name + " is not a number from 0 on");
    }
    return OptionalLong.of(Long.parseLong(text.get()));
  }

  static long requiredNumber(RoutingContext context, String name) {
    return number(context, name)
        .orElseThrow(() -> new RefusedException(ErrorCode.BAD_MESSAGE, name + " is missing"));
  }

  /** How many to answer with, never more than {@code max}. */
  static int limit(RoutingContext context, int max) {
    return (int) Math.max(1, Math.min(max, number(context, "limit").orElse(max)));
  }

  static Optional<String> text(RoutingContext context, String name) {
    return Optional.ofNullable(context.queryParams().get(name));
  }
}
