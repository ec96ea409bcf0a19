package dev.rejoin.load.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.codec.ContentJson;
import dev.rejoin.server.protocol.Access;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.Site;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaTest {
  private static final String CLIENT = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final String SITE = Site.of(CLIENT);
  private static final String OTHER = "BBBBBBBBBBBB";

  private final Replica replica = new Replica("doc", CLIENT, new LetterTypist());

  /** Types x at the beginning, for ever. */
  private static final class LetterTypist implements Typist {
    @Override
    public Optional<Operation> next(Content document) {
      return Optional.of(insertAtTheBeginning("x", document.length()));
    }

    @Override
    public void othersWrote(Operation operation) {
      // It has no caret.
    }
  }

  private static Operation insertAtTheBeginning(String text, int length) {
    return Operation.builder().insert(text).retain(length).build();
  }

  private static ServerMessage.Opened opened(long revision, long sequence, OpenedBody body) {
    Optional<EntryName> check =
        revision == 0 ? Optional.empty() : Optional.of(new EntryName(OTHER, revision));
    return new ServerMessage.Opened(
        "doc",
        DocumentType.TEXT,
        SITE,
        Access.WRITE,
        "lineage",
        revision,
        check,
        sequence,
        0,
        List.of(),
        body);
  }

  private static OpenedBody whole(String content, ResetReason reason) {
    return new OpenedBody.Whole(
        new ContentJson(DocumentType.TEXT, Operation.builder().insert(content).build()),
        Optional.ofNullable(reason));
  }

  private static ServerMessage.Ops ops(long from, OptionalInt hash, Step... steps) {
    return new ServerMessage.Ops("doc", from, List.of(steps), Optional.empty(), hash);
  }

  private static Step own(long sequence, String text, int length) {
    return new Step.One(SITE, sequence, insertAtTheBeginning(text, length));
  }

  private void openEmpty() throws EditorFailure {
    replica.opened(opened(0, 0, whole("", null)));
  }

  private EditorReport report() {
    return replica.report("Editor", Optional.empty(), new Traffic());
  }

  @Test
  void acknowledgementIsWrittenDownWithItsRevisionAndItsKeystrokes() throws EditorFailure {
    openEmpty();
    for (int i = 0; i < 3; i++) {
      assertTrue(replica.type());
    }
    Step others = new Step.One(OTHER, 1, Operation.builder().insert("o").build());
    replica.received(ops(0, OptionalInt.empty(), others, own(1, "x", 1)));
    assertEquals(1, report().edits().acknowledged());
    assertEquals(OptionalLong.of(2), report().journal().get(0).revision());
    assertEquals("xxxo", report().text());
    replica.received(ops(2, OptionalInt.empty(), own(2, "xx", 2)));
    assertEquals(3, report().edits().acknowledged());
    assertEquals(2, report().journal().get(1).sent().sequence());
    assertTrue(replica.isSynchronized());
  }

  @Test
  void typesAheadAsFarAsItMay() throws EditorFailure {
    assertFalse(replica.mayType(2), "before the document is open");
    openEmpty();
    replica.type();
    assertFalse(replica.mayType(0));
    replica.type();
    assertTrue(replica.mayType(2));
    replica.type();
    assertFalse(replica.mayType(2));
  }

  @Test
  void comesBackFromWhereItStands() throws EditorFailure {
    assertEquals(Optional.of(DocumentType.TEXT), replica.open().create());
    openEmpty();
    Step others = new Step.One(OTHER, 4, Operation.builder().insert("o").build());
    replica.received(ops(0, OptionalInt.empty(), others));
    assertEquals(
        Optional.of(new ResumePoint("lineage", 1, Optional.of(new EntryName(OTHER, 4)))),
        replica.open().resume());
    assertEquals(Optional.empty(), replica.open().create());
  }

  @Test
  void stepsFromAnotherRevisionAreAFailure() throws EditorFailure {
    openEmpty();
    Step step = new Step.One(OTHER, 1, Operation.builder().insert("o").build());
    assertFails("steps from revision 3, it stands at 0", ops(3, OptionalInt.empty(), step));
  }

  @Test
  void anotherHashIsAFailure() throws EditorFailure {
    openEmpty();
    Step step = new Step.One(OTHER, 1, Operation.builder().insert("o").build());
    assertFails("another text than the server's at revision 1", ops(0, OptionalInt.of(1), step));
  }

  @Test
  void strangeAcknowledgementIsAFailure() throws EditorFailure {
    openEmpty();
    assertFails(
        "ANOTHER_WRITER: the log has 1 of this outbox, nothing is in flight",
        ops(0, OptionalInt.empty(), own(1, "x", 0)));
  }

  @Test
  void anotherDocumentIsTakenOverAndWhatWasHereIsACopy() throws EditorFailure {
    openEmpty();
    replica.type();
    replica.type();
    replica.opened(opened(7, 4, whole("restored", ResetReason.DIVERGED)));
    assertEquals("restored", report().text());
    assertTrue(replica.isSynchronized());
    KeptCopy copy = report().copies().get(0);
    assertEquals("xx", copy.text());
    assertEquals(2, copy.unsentEdits());
    assertEquals("xx", copy.unsent().orElseThrow().apply(""));
    replica.type();
    assertEquals(5, replica.inFlight().orElseThrow().sequence());
  }

  @Test
  void whatIsUnsentIsMovedBehindTheDifferenceToALogThatWasCutBack() throws EditorFailure {
    replica.opened(opened(3, 0, whole("a b", null)));
    replica.type();
    replica.type();
    replica.opened(opened(9, 0, whole("a long b", ResetReason.COMPACTED)));
    assertEquals("xxa long b", report().text());
    assertEquals(9, replica.inFlight().orElseThrow().revision());
    assertEquals(List.of(), report().copies());
    replica.received(ops(9, OptionalInt.empty(), own(1, "x", 8)));
    assertEquals(1, report().edits().acknowledged());
  }

  @Test
  void whatALogThatWasCutBackHasIsAcknowledgedAtARevisionThatNobodyKnows() throws EditorFailure {
    replica.opened(opened(3, 0, whole("ab", null)));
    replica.type();
    replica.type();
    replica.opened(opened(9, 1, whole("xab!", ResetReason.COMPACTED)));
    assertEquals("xxab!", report().text());
    assertEquals(OptionalLong.empty(), report().journal().get(0).revision());
    assertEquals(new Journal.Edits(2, 1), report().edits());
    assertEquals(2, replica.inFlight().orElseThrow().sequence());
  }

  @Test
  void afterARestoreTheLogGoesOnUnderAnotherName() throws EditorFailure {
    openEmpty();
    ServerMessage.Opened answer = opened(0, 0, new OpenedBody.Missed(0, List.of()));
    replica.opened(named("restored", answer));
    assertEquals("restored", replica.open().resume().orElseThrow().lineage());
    replica.type();
    replica.received(ops(0, OptionalInt.empty(), own(1, "x", 0)));
    assertEquals("restored", report().journal().get(0).lineage());
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "abc, abc",
    "abc, abXc",
    "abXc, abc",
    "aa, aaa",
    "\uD83D\uDE00, \uD83D\uDE01",
    "x\uD83D\uDE00, x\uD801\uDE00",
    "\uD83D\uDE00\uD83D\uDE00, \uD83D\uDE00",
  })
  void differenceLeadsFromOneTextToTheOther(String before, String after) {
    assertEquals(after, TextDifference.between(before, after).apply(before));
  }

  private static ServerMessage.Opened named(String lineage, ServerMessage.Opened opened) {
    return new ServerMessage.Opened(
        opened.document(),
        opened.type(),
        opened.site(),
        opened.access(),
        lineage,
        opened.revision(),
        opened.check(),
        opened.sequence(),
        opened.floor(),
        opened.people(),
        opened.body());
  }

  private void assertFails(String message, ServerMessage.Ops ops) {
    EditorFailure failure = assertThrows(EditorFailure.class, () -> replica.received(ops));
    assertEquals(message, failure.getMessage());
  }
}
