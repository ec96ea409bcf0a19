package dev.rejoin.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejoin.load.Trace.Patch;
import dev.rejoin.load.Trace.Transaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReaderTest {

  @ParameterizedTest
  @CsvSource({"automerge-paper,259778", "rustcode,40173", "friendsforever_flat,26078"})
  void patchesOfAFlatTraceDoneOneAfterTheOtherGiveItsEndContent(String name, int patches)
      throws IOException {
    Trace trace = TraceReader.bundled(name);
    StringBuilder text = new StringBuilder(trace.startContent());
    for (Transaction transaction : trace.transactions()) {
      for (Patch patch : transaction.patches()) {
        int end = patch.position() + patch.deleted();
        text.replace(patch.position(), end, patch.inserted());
      }
    }
    assertEquals(patches, trace.patchCount());
    assertEquals(trace.endContent(), text.toString());
  }

  @Test
  void concurrentTraceKeepsWhoHadSeenWhat() throws IOException {
    Trace trace = TraceReader.bundled("friendsforever_concurrent");
    assertEquals(26078, trace.transactions().size());
    assertEquals(2, trace.transactions().stream().mapToInt(Transaction::agent).distinct().count());
    assertEquals(List.of(0), trace.transactions().get(1).parents());
  }

  @Test
  void somethingElseThanATraceIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("{\"txns\":[[1,2]]}".getBytes(StandardCharsets.UTF_8));
    }
    assertThrows(
        IOException.class, () -> TraceReader.read(new ByteArrayInputStream(bytes.toByteArray())));
    assertThrows(FileNotFoundException.class, () -> TraceReader.bundled("nothing"));
  }
}
