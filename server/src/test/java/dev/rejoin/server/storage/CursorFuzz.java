package dev.rejoin.server.storage;

import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import java.util.List;
import java.util.function.Function;

/** Where a page of the list ends, as a client gives it back. */
public final class CursorFuzz {

  public static final FuzzTarget SOUND = target(PageCursor::parse);

  /** Forgets that numbers end. */
  public static final FuzzTarget PLANTED =
      target(
          text ->
              text.matches("\\d+-\\d+")
                  ? new PageCursor(
                      Long.parseLong(text.split("-")[0]), Long.parseLong(text.split("-")[1]))
                  : PageCursor.parse(text));

  public static final List<byte[]> SEEDS =
      Properties.seeds("", "1700000000000-7", "0-0", "999999999999999999-999999999999999999");

  private CursorFuzz() {}

  private static FuzzTarget target(Function<String, PageCursor> reader) {
    return input -> {
      String text = Properties.utf8(input).orElse("-");
      try {
        PageCursor cursor = reader.apply(text);
        Properties.require(cursor.changedAt() >= 0 && cursor.key() >= 0, "cursor " + cursor);
        Properties.require(
            reader.apply(cursor.toString()).equals(cursor) || text.isEmpty(),
            "read again it is another: " + cursor);
      } catch (StorageException refused) {
        Properties.require(
            refused.reason() == StorageException.Reason.BAD_CURSOR, "refused as " + refused);
      }
    };
  }
}
