package dev.rejoin.ot.sync;

import static dev.rejoin.ot.sync.StateNotation.operation;
import static dev.rejoin.ot.sync.StateNotation.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientStateTest {

  @Test
  void nothingIsInFlightAfterOpening() {
    ClientState state = ClientState.opened("me", 7, 3);
    assertEquals(new Synchronized("me", 7, 3), state);
    assertEquals(Optional.empty(), state.inFlight());
    assertEquals(Optional.empty(), state.pending());
    assertEquals(3, state.lastSequence());
  }

  @Test
  void pendingIsAllThatTheLogLacksOnTheDocumentOfNow() {
    assertEquals(Optional.of(operation("1 'x' 1")), state("6 | 3@5 : 'x' 1 | 1 'x' 1").pending());
    assertEquals(
        Optional.of(operation("1 'xy' 1")), state("6 | 3@5 : 'x' 1 | 1 'x' 1 | 2 'y' 1").pending());
  }

  @Test
  void whatIsInFlightStaysWhenMoreIsTyped() {
    ClientState state = ClientState.opened("me", 0, 0).edit(operation("'a'"));
    Frozen frozen = state.inFlight().orElseThrow();
    ClientState later = state.edit(operation("1 'b'")).edit(operation("2 'c'"));
    assertEquals(Optional.of(frozen), later.inFlight());
    assertEquals(operation("'abc'"), later.pending().orElseThrow());
    assertEquals(2, ((AwaitingAckWithBuffer) later).buffer().edits());
  }

  @Test
  void whatIsFrozenAnewKeepsItsNameAndStandsOnThePresent() {
    assertEquals(
        state("7 | 3@7 : 1 'x' 1 | 1 'x' 1"), state("7 | 3@5 : 'x' 1 | 1 'x' 1").refrozen());
    assertEquals(
        state("7 | 3@7 : 1 'x' 1 | 1 'x' 1 | 2 'y' 1"),
        state("7 | 3@5 : 'x' 1 | 1 'x' 1 | 2 'y' 1").refrozen());
    assertEquals(state("5/2"), state("5/2").refrozen());
  }

  @Test
  void anAcknowledgementOfNothingIsMisuse() {
    assertThrows(IllegalStateException.class, () -> state("5/2").acknowledge());
  }

  @Test
  void anEditOfAnotherDocumentIsMisuse() {
    ClientState state = state("5 | 3@5 : 2 'x' | 2 'x' | 3 'y'");
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> state.edit(operation("3 'z'")));
    assertEquals("edit of 3 units, the local document has 4", thrown.getMessage());
  }

  @Test
  void aFirstBufferedEditOfAnotherDocumentIsMisuseToo() {
    ClientState state = state("5 | 3@5 : 2 'x' | 2 'x'");
    assertThrows(IllegalArgumentException.class, () -> state.edit(operation("2 'z'")));
  }
}
