package dev.rejoin.ot;

import java.util.List;

/** What one person has selected in a document: any number of ranges, the main one first. */
public record Selection(List<Range> ranges) {
  public Selection {
    ranges = List.copyOf(ranges);
  }

  /** A single caret. */
  public static Selection caret(int position) {
    return new Selection(List.of(Range.caret(position)));
  }

  /** This selection after {@code operation}, see {@link Range#movedThrough}. */
  public Selection movedThrough(Operation operation, Mover mover) {
    return new Selection(
        ranges.stream().map(range -> range.movedThrough(operation, mover)).toList());
  }

  /** Whether every range lies within a document of {@code length} units. */
  public boolean fitsInto(int length) {
    return ranges.stream().allMatch(range -> range.anchor() <= length && range.head() <= length);
  }
}
