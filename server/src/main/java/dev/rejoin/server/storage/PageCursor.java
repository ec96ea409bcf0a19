package dev.rejoin.server.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of the list ends: behind the document that changed at {@code changedAt} and has the
 * number {@code key} in its store. Documents that change meanwhile move to the front, so a reader
 * of many pages may miss none but see one twice.
 */
public record PageCursor(long changedAt, long key) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  /** In front of every document. */
  private static final PageCursor START = new PageCursor(Long.MAX_VALUE, Long.MAX_VALUE);

  /**
   * The cursor that {@link #toString} wrote, or the start for an empty text.
   *
   * @throws StorageException if it wrote no such text
   */
  public static PageCursor parse(String text) {
    if (text.isEmpty()) {
      return START;
    }
    Matcher numbers = FORM.matcher(text);
    if (!numbers.matches()) {
      throw new StorageException(
          StorageException.Reason.BAD_CURSOR, "there is no page after this cursor");
    }
    return new PageCursor(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
  }

  @Override
  public String toString() {
    return changedAt + "-" + key;
  }
}
