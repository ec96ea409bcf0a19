package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.server.config.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much waits for one socket, to the byte. */
class BacklogTest {

  private static final int FOLD = 2_000;
  private static final int MOST = 70_000;

  private final Backlog backlog =
      new Backlog(Limits.DEFAULT.with("foldOutboundBytes", FOLD).with("maxOutboundBytes", MOST));

  /** What is just at the limit may wait, whatever comes then. */
  @ParameterizedTest
  @CsvSource({"69999, true", "70000, true", "70001, false"})
  void beyondMaxOutboundBytesNothingMoreIsTaken(int waiting, boolean taken) {
    assertEquals(true, backlog.takes(waiting));
    assertEquals(taken, backlog.takes(500));
  }

  @ParameterizedTest
  @CsvSource({"1999, true", "2000, false", "2001, false"})
  void fromFoldOutboundBytesOnThereIsNoRoom(int waiting, boolean room) {
    backlog.takes(waiting);
    assertEquals(room, backlog.hasRoom());
  }

  /** Half of it: who has just been told would have to hold back again at once. */
  @ParameterizedTest
  @CsvSource({"1001, false", "1000, true", "999, true"})
  void thereIsRoomAgainAtHalfOfFoldOutboundBytes(int left, boolean told) {
    backlog.takes(FOLD);
    assertEquals(told, backlog.drains(FOLD - left));
  }

  @Test
  void thatThereIsRoomAgainIsToldOnce() {
    backlog.takes(FOLD);
    assertEquals(false, backlog.drains(FOLD / 2 - 1));
    assertEquals(true, backlog.drains(1));
    assertEquals(false, backlog.drains(1));
    assertEquals(false, backlog.drains(FOLD / 2 - 1));
  }
}
