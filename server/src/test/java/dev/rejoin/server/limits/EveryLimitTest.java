package dev.rejoin.server.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise I5: every limit at one less, at the limit, and at one more. A limit that has neither a
 * row here nor a test that is named fails the build.
 */
class EveryLimitTest {

  private static final String TESTS = "src/test/java/dev/rejoin/server/";

  /** Limits whose border needs more than a row: the file that has its test, and names it. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "maxWritingRequests", "transport/WritingRequestsTest",
          "writingRequestMillis", "transport/WritingRequestsTest",
          "maxOutboundBytes", "transport/BacklogTest",
          "foldOutboundBytes", "transport/BacklogTest",
          "maxQueuedWrites", "storage/sqlite/TaskQueueTest",
          "maxQueuedWriteBytes", "storage/sqlite/TaskQueueTest",
          "maxQueuedReads", "storage/sqlite/TaskQueueTest");

  /** Whether so much is let through. */
  interface Probe {
    boolean passes(Limits limits, int amount);
  }

  /**
   * One limit, made small enough to be tried.
   *
   * @param itself whether what is just at the limit is let through
   */
  record Row(String limit, int value, boolean itself, Probe probe) {
    @Override
    public String toString() {
      return limit;
    }
  }

  private static Row atMost(String limit, int value, Probe probe) {
    return new Row(limit, value, true, probe);
  }

  private static Row lessThan(String limit, int value, Probe probe) {
    return new Row(limit, value, false, probe);
  }

  static List<Row> rows() {
    return List.of(
        atMost("maxMessageBytes", 1_024, WireProbes::message),
        atMost("maxOperationComponents", 5, WireProbes::components),
        atMost("maxInsertLength", 10, WireProbes::insertLength),
        atMost("maxDocumentLength", 10, WireProbes::documentLength),
        atMost("maxAttributes", 3, WireProbes::attributes),
        atMost("maxAttributeNameLength", 6, WireProbes::attributeName),
        atMost("maxAttributeLength", 6, WireProbes::attributeValue),
        atMost("maxRanges", 4, WireProbes::ranges),
        atMost("maxDocumentsPerConnection", 3, WireProbes::openDocuments),
        atMost("maxConnections", 3, WireProbes::connections),
        atMost("maxPageSize", 3, WireProbes::page),
        atMost("operationsPerSecond", 7, SessionProbes::operationsInASecond),
        atMost("operationsBurst", 7, SessionProbes::operationsAtOnce),
        atMost("messagesPerSecond", 7, SessionProbes::messagesInASecond),
        atMost("messagesBurst", 7, SessionProbes::messagesAtOnce),
        lessThan("greetingTimeoutMillis", 400, SessionProbes::silenceBeforeHello),
        atMost("heartbeatMillis", 400, SessionProbes::silence),
        atMost("clientReportsPerSecond", 5, SessionProbes::reports),
        atMost("maxLoadedDocuments", 4, DocumentProbes::documentsInMemory),
        atMost("maxQueuedSubmissionsPerDocument", 5, DocumentProbes::waitingEdits),
        atMost("maxQueuedSubmissionBytesPerDocument", 2_048, DocumentProbes::waitingBytes),
        atMost("maxBatchEntries", 5, DocumentProbes::batch),
        // Of which three quarters are for entries: those of its neighbours differ by a byte.
        atMost("recentLogWeightBytes", 40_001, DocumentProbes::remembered),
        lessThan("trimEveryMillis", 500, DocumentProbes::keptUntilTheNextLook),
        atMost("trimEntries", 6, DocumentProbes::forgottenAtOnce),
        lessThan("idleDocumentMillis", 500, DocumentProbes::idle),
        lessThan("snapshotEveryEntries", 6, DocumentProbes::withoutSnapshot));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aLimitIsWhereItSaysAndNowhereElse(Row row) {
    Limits limits = Limits.DEFAULT.with(row.limit(), row.value());
    assertEquals(true, row.probe().passes(limits, row.value() - 1), "one less");
    assertEquals(row.itself(), row.probe().passes(limits, row.value()), "at the limit");
    assertEquals(false, row.probe().passes(limits, row.value() + 1), "one more");
  }

  @Test
  void noLimitIsWithoutATest() {
    Set<String> limits =
        Arrays.stream(Limits.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> tested =
        Stream.concat(rows().stream().map(Row::limit), ELSEWHERE.keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(limits, tested);
    assertEquals(limits.size(), rows().size() + ELSEWHERE.size(), "none is there twice");
  }

  @Test
  void aTestThatIsNamedIsThereAndNamesTheLimit() throws IOException {
    for (Map.Entry<String, String> elsewhere : ELSEWHERE.entrySet()) {
      String test = Files.readString(Path.of(TESTS + elsewhere.getValue() + ".java"));
      assertTrue(test.contains("\"" + elsewhere.getKey() + "\""), elsewhere.toString());
    }
  }
}
