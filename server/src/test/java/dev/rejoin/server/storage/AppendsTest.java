package dev.rejoin.server.storage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no store takes, each rule without help from another. */
class AppendsTest {

  private static final String SITE = "site-aaaaaaa";

  private static Entry entry(long revision, long sequence) {
    return new Entry(revision, SITE, sequence, "~ann", 0, Operation.identity(0));
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 9, 10})
  void revisionsGoOnFromTheHead(long wrong) {
    assertDoesNotThrow(() -> Appends.requireContiguous(7, List.of(entry(8, 1))));
    assertThrows(
        IllegalArgumentException.class,
        () -> Appends.requireContiguous(7, List.of(entry(wrong, 1))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 4, 5})
  void numbersOfASiteGoOnFromItsLast(long wrong) {
    assertDoesNotThrow(() -> Appends.requireNext(entry(8, 3), 2));
    assertThrows(IllegalArgumentException.class, () -> Appends.requireNext(entry(8, wrong), 2));
  }
}
