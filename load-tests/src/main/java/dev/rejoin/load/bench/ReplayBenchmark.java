package dev.rejoin.load.bench;

import dev.rejoin.load.Trace;
import dev.rejoin.load.TraceReader;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.FoldedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole paper, 259,778 keystrokes, one operation at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
public class ReplayBenchmark {
  private static final long PLENTY = 1 << 30;

  private List<Entry> entries;
  private List<Trace.Patch> patches;
  private String endContent;

  @Setup
  public void prepare() throws IOException {
    Trace trace = TraceReader.bundled("automerge-paper");
    endContent = trace.endContent();
    patches = trace.transactions().stream().flatMap(done -> done.patches().stream()).toList();
    entries = new ArrayList<>();
    for (Operation operation : trace.operations()) {
      long revision = entries.size() + 1L;
      entries.add(new Entry(revision, "author", revision, "~author", revision, operation));
    }
    requireEnd(documentAndLog().text());
    requireEnd(gapBuffer().toString());
  }

  private void requireEnd(String text) {
    if (!text.equals(endContent)) {
      throw new IllegalStateException("the replay ends with another text than the trace");
    }
  }

  /** What a server keeps: the text, and the log. */
  @Benchmark
  public Document documentAndLog() {
    Document document = Document.empty(DocumentType.TEXT);
    FoldedLog log = new FoldedLog(0, PLENTY);
    for (Entry entry : entries) {
      document.apply(entry.operation());
      log.append(entry);
    }
    return document;
  }

  @Benchmark
  public Document documentOnly() {
    Document document = Document.empty(DocumentType.TEXT);
    for (Entry entry : entries) {
      document.apply(entry.operation());
    }
    return document;
  }

  @Benchmark
  public Document richDocumentOnly() {
    Document document = Document.empty(DocumentType.RICH_TEXT);
    for (Entry entry : entries) {
      document.apply(entry.operation());
    }
    return document;
  }

  @Benchmark
  public FoldedLog logOnly() {
    FoldedLog log = new FoldedLog(0, PLENTY);
    for (Entry entry : entries) {
      log.append(entry);
    }
    return log;
  }

  /** The floor: no operations, no log, no checks. */
  @Benchmark
  public GapBufferText gapBuffer() {
    GapBufferText text = new GapBufferText("");
    for (Trace.Patch patch : patches) {
      text.delete(patch.position(), patch.deleted());
      text.insert(patch.position(), patch.inserted());
    }
    return text;
  }
}
