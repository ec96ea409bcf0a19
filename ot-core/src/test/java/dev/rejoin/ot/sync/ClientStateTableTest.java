package dev.rejoin.ot.sync;

import static dev.rejoin.ot.sync.StateNotation.operation;
import static dev.rejoin.ot.sync.StateNotation.state;
import static dev.rejoin.ot.sync.StateNotation.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Received.Advanced;
import dev.rejoin.ot.sync.Received.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every transition of a client, in the notation of {@link StateNotation}. */
class ClientStateTableTest {

  @ParameterizedTest(name = "{0} and the edit {1} is {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          # before                        ; edit   ; after
          5/2                             ; 2 'x'  ; 5 | 3@5 : 2 'x' | 2 'x'
          0/0                             ; 'x'    ; 0 | 1@0 : 'x' | 'x'
          5 | 3@5 : 2 'x' | 2 'x'         ; 3 'y'  ; 5 | 3@5 : 2 'x' | 2 'x' | 3 'y'
          6 | 3@5 : 2 'x' | 3 'x'         ; -4     ; 6 | 3@5 : 2 'x' | 3 'x' | -4
          """)
  void edits(String before, String edit, String after) {
    assertEquals(state(after), state(before).edit(operation(edit)));
  }

  @ParameterizedTest(name = "{0} and {1} is {2}, and {3} is applied")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          # before                        ; step            ; after                           ; apply
          # Synchronized: what others wrote is applied as it is.
          5/2                             ; bob 1 'b' 1     ; 6/2                             ; 1 'b' 1
          5/2                             ; fold 4 1 'b' 1  ; 9/2                             ; 1 'b' 1
          # AwaitingAck: what is outstanding is moved, what is frozen is not.
          5 | 3@5 : 1 'x' 1 | 1 'x' 1     ; bob 'b' 2       ; 6 | 3@5 : 1 'x' 1 | 2 'x' 1     ; 'b' 3
          5 | 3@5 : 1 'x' 1 | 1 'x' 1     ; fold 4 'b' 2    ; 9 | 3@5 : 1 'x' 1 | 2 'x' 1     ; 'b' 3
          6 | 3@5 : 1 'x' 1 | 2 'x' 1     ; bob 'c' 3       ; 7 | 3@5 : 1 'x' 1 | 3 'x' 1     ; 'c' 4
          # At the same place the text of the later entry stands to the left: that is ours.
          5 | 3@5 : 1 'x' 1 | 1 'x' 1     ; bob 1 'b' 1     ; 6 | 3@5 : 1 'x' 1 | 1 'x' 2     ; 2 'b' 1
          5 | 3@5 : -2 | -2               ; bob 1 'b' 1     ; 6 | 3@5 : -2 | -1 1 -1          ; 'b'
          5 | 3@5 : 1 'x' 1 | 1 'x' 1     ; own 3 1 'x' 1   ; 6/3                             ;
          7 | 3@5 : 1 'x' 1 | 2 'x' 2     ; own 3 2 'x' 2  ; 8/3                             ;
          # AwaitingAckWithBuffer: the buffer is moved behind what others wrote as the outstanding let it be.
          5 | 3@5 : 1 'x' 1 | 1 'x' 1 | 2 'y' 1 ; bob 'b' 2    ; 6 | 3@5 : 1 'x' 1 | 2 'x' 1 | 3 'y' 1 ; 'b' 4
          5 | 3@5 : 1 'x' 1 | 1 'x' 1 | 2 'y' 1 ; bob 1 'b' 1  ; 6 | 3@5 : 1 'x' 1 | 1 'x' 2 | 2 'y' 2 ; 3 'b' 1
          5 | 3@5 : 1 'x' 1 | 1 'x' 1 | 2 'y' 1 ; fold 2 -2    ; 7 | 3@5 : 1 'x' 1 | 'x' | 1 'y'       ; -1 2 -1
          # Only the acknowledgement freezes the buffer, on the revision that it arrives at.
          5 | 3@5 : 1 'x' 1 | 1 'x' 1 | 2 'y' 1 ; own 3 1 'x' 1 ; 6 | 4@6 : 2 'y' 1 | 2 'y' 1      ;
          7 | 3@5 : 1 'x' 1 | 'x' | 1 'y'       ; own 3 'x'   ; 8 | 4@8 : 1 'y' | 1 'y'          ;
          """)
  void receives(String before, String step, String after, String apply) {
    Optional<Operation> wanted = Optional.ofNullable(apply).map(StateNotation::operation);
    assertEquals(new Advanced(state(after), wanted), state(before).receive(step(step)));
  }

  @ParameterizedTest(name = "{0} and {1} is a violation: {3}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          # before                    ; step          ; reason          ; message
          5/2                         ; own 2 2 'x'   ; ANOTHER_WRITER  ; "the log has 2 of this outbox, nothing is in flight"
          5/2                         ; own 3 2 'x'  ; ANOTHER_WRITER  ; "the log has 3 of this outbox, nothing is in flight"
          5 | 3@5 : 2 'x' | 2 'x'     ; own 2 2 'x'   ; ANOTHER_WRITER  ; "the log has 2 of this outbox, 3 is in flight"
          5 | 3@5 : 2 'x' | 2 'x'     ; own 4 2 'x'   ; ANOTHER_WRITER  ; "the log has 4 of this outbox, 3 is in flight"
          5 | 3@5 : 2 'x' | 2 'x' | 3 ; own 4 2 'x'  ; ANOTHER_WRITER  ; "the log has 4 of this outbox, 3 is in flight"
          5 | 3@5 : 2 'x' | 2 'x'     ; own 3 2 'y'  ; OTHER_OPERATION ; the log has another operation as 3 of this outbox
          6 | 3@5 : 2 'x' | 3 'x' | 4 ; own 3 2 'x'  ; OTHER_OPERATION ; the log has another operation as 3 of this outbox
          5 | 3@5 : 2 'x' | 2 'x'     ; bob 3 'b'     ; DOES_NOT_FIT    ; "operation applies to 2 units, but the document has 3"
          """)
  void violates(String before, String step, Received.Reason reason, String message) {
    assertEquals(new Violation(reason, message), state(before).receive(step(step)));
  }

  @ParameterizedTest(name = "{0} and {1} is {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          # before                              ; steps                                   ; after
          5/2                                   ; bob 'b' 2 / eve 3 'e'                   ; 7/2
          5 | 3@5 : 1 'x' 1 | 1 'x' 1           ; bob 'b' 2 / own 3 2 'x' 1 / eve 'e' 4   ; 8/3
          5 | 3@5 : 1 'x' 1 | 1 'x' 1           ; bob 'b' 2 / own 3 2 'x' 1 / fold 2 -4  ; 9/3
          5 | 3@5 : 1 'x' 1 | 1 'x' 1 | 2 'y' 1 ; bob 'b' 2 / own 3 2 'x' 1 / eve 'e' 4   ; 8 | 4@7 : 3 'y' 1 | 4 'y' 1
          """)
  void receivesManyAsIfOneByOne(String before, String steps, String after) {
    Stream<Step> parsed = Stream.of(steps.split("/")).map(StateNotation::step);
    Received received = state(before).receive(parsed.toList());
    assertEquals(state(after), assertInstanceOf(Advanced.class, received).state());
  }

  @ParameterizedTest(name = "{0} and the log has {1} of this outbox: {2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          5/2                         ; 2 ; Advanced
          5/2                         ; 3 ; Violation
          5/2                         ; 1 ; Violation
          5 | 3@5 : 2 'x' | 2 'x'     ; 2 ; Advanced
          5 | 3@5 : 2 'x' | 2 'x'     ; 3 ; Violation
          5 | 3@5 : 2 'x' | 2 'x' | 3 ; 2 ; Advanced
          """)
  void resumesOnlyWithTheLogThatItKnows(String before, long lastSequence, String outcome) {
    Received received = state(before).resume(List.of(), lastSequence);
    assertEquals(outcome, received.getClass().getSimpleName());
  }

  @ParameterizedTest(name = "{0} rebased by {2}, of which the log has {1}, is {3}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          # before                              ; has ; missed   ; after                             ; apply
          5/2                                   ; 2   ; 1 'b' 1  ; 90/2                              ; 1 'b' 1
          # In flight, and not in the log: frozen anew, under its old name.
          6 | 3@5 : 1 'x' | 1 'x' 1             ; 2   ; 'b' 2    ; 90 | 3@90 : 2 'x' 1 | 2 'x' 1     ; 'b' 3
          6 | 3@5 : 1 'x' | 1 'x' 1 | 2 'y' 1   ; 2   ; 'b' 2    ; 90 | 3@90 : 2 'x' 1 | 2 'x' 1 | 3 'y' 1 ; 'b' 4
          # In flight, and in the log already: the difference starts behind it.
          6 | 3@5 : 1 'x' | 1 'x' 1             ; 3   ; 'b' 3    ; 90/3                              ; 'b' 3
          6 | 3@5 : 1 'x' | 1 'x' 1 | 2 'y' 1   ; 3   ; 'b' 3    ; 90 | 4@90 : 3 'y' 1 | 3 'y' 1     ; 'b' 4
          """)
  void rebases(String before, long lastSequence, String missed, String after, String apply) {
    assertEquals(
        new Advanced(state(after), Optional.of(operation(apply))),
        state(before).rebase(90, lastSequence, operation(missed)));
  }

  @ParameterizedTest(name = "{0} is not rebased to {1} with {2} of this outbox")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          5/2                     ; 90 ; 3 ; ANOTHER_WRITER
          5/2                     ; 90 ; 1 ; ANOTHER_WRITER
          5 | 3@5 : 2 'x' | 2 'x' ; 90 ; 4 ; ANOTHER_WRITER
          5 | 3@5 : 2 'x' | 2 'x' ; 90 ; 1 ; ANOTHER_WRITER
          5/2                     ; 4  ; 2 ; DOES_NOT_FIT
          5 | 3@5 : 3 'x' | 3 'x' ; 90 ; 2 ; DOES_NOT_FIT
          """)
  void refusesToRebase(String before, long revision, long lastSequence, Received.Reason reason) {
    Received received = state(before).rebase(revision, lastSequence, operation("2 'b'"));
    assertEquals(reason, assertInstanceOf(Violation.class, received).reason());
  }
}
