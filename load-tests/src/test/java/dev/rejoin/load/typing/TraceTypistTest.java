package dev.rejoin.load.typing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.load.Trace;
import dev.rejoin.load.Trace.Patch;
import dev.rejoin.load.Trace.Transaction;
import dev.rejoin.load.TraceReader;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceTypistTest {

  private static Trace trace(String start, Patch... patches) {
    List<Transaction> transactions = new ArrayList<>();
    for (Patch patch : patches) {
      transactions.add(new Transaction(0, List.of(), List.of(patch)));
    }
    return new Trace(start, "", transactions);
  }

  private static void typeAll(TraceTypist typist, Document document) {
    for (Optional<Operation> edit = typist.next(document);
        edit.isPresent();
        edit = typist.next(document)) {
      document.apply(edit.get());
    }
  }

  @Test
  void oneTypistAloneTypesTheTraceExactly() throws IOException {
    Trace trace = TraceReader.bundled("friendsforever_flat");
    Document document = Document.empty(DocumentType.TEXT);
    typeAll(new TraceTypist(Burst.of(trace, Integer.MAX_VALUE)), document);
    assertEquals(trace.endContent(), document.text());
  }

  @Test
  void burstEndsWhereTheCaretJumps() {
    Trace trace =
        trace(
            "",
            new Patch(0, 0, "ab"),
            new Patch(2, 0, "c"),
            new Patch(2, 1, ""),
            new Patch(0, 0, "x"));
    assertEquals(
        List.of(3, 1), Burst.of(trace, 10).stream().map(burst -> burst.patches().size()).toList());
  }

  @Test
  void sharesOfAllEditorsTogetherAreTheTrace() throws IOException {
    List<Burst> bursts = Burst.of(TraceReader.bundled("rustcode"), 5_000);
    List<List<Burst>> shares = Burst.shares(bursts, 8);
    int patches =
        shares.stream().flatMap(List::stream).mapToInt(burst -> burst.patches().size()).sum();
    assertEquals(8, shares.size());
    assertEquals(5_000, patches);
    assertEquals(bursts.get(9), shares.get(1).get(1));
  }

  @Test
  void startContentIsTypedFirst() {
    Document document = Document.empty(DocumentType.TEXT);
    typeAll(new TraceTypist(Burst.of(trace("ab", new Patch(1, 1, "x")), 10)), document);
    assertEquals("ax", document.text());
  }

  @Test
  void typingGoesOnAtTheCaretWhereOthersMovedIt() {
    Trace trace = trace("", new Patch(0, 0, "a"), new Patch(1, 0, "b"), new Patch(1, 1, ""));
    TraceTypist typist = new TraceTypist(Burst.of(trace, 10));
    Document document = Document.empty(DocumentType.TEXT);
    document.apply(typist.next(document).orElseThrow());
    Operation others = Operation.builder().insert("👋🏽").retain(1).insert("!").build();
    document.apply(others);
    typist.othersWrote(others);
    document.apply(typist.next(document).orElseThrow());
    assertEquals("👋🏽ab!", document.text());
    typeAll(typist, document);
    assertEquals("👋🏽a!", document.text());
  }

  @Test
  void positionsBehindTheEndMeanTheEndAndNoPairIsSplit() {
    Trace trace = trace("", new Patch(9, 4, "x"), new Patch(1, 1, "y"));
    TraceTypist typist = new TraceTypist(Burst.of(trace, 10));
    Document document = Document.of(DocumentType.TEXT, "👋");
    typeAll(typist, document);
    assertEquals("yx", document.text());
  }
}
