package dev.rejoin.load.scenario;

import dev.rejoin.load.check.Checker;
import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.server.ServerView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks all documents of a crowd, one after the other. */
final class StoredLogs {
  private StoredLogs() {}

  /** Where the document with an id is read. */
  interface Source {
    ServerView read(String document) throws IOException;
  }

  /** How one document is checked. */
  interface Check {
    Verdict check(List<EditorReport> editors, ServerView document);
  }

  static Verdict check(List<EditorReport> editors, Source source) {
    return check(editors, source, Checker::check);
  }

  static Verdict check(List<EditorReport> editors, Source source, Check check) {
    Map<String, List<EditorReport>> documents =
        editors.stream()
            .collect(
                Collectors.groupingBy(EditorReport::document, TreeMap::new, Collectors.toList()));
    Verdict verdict = Verdict.PASS;
    for (Map.Entry<String, List<EditorReport>> document : documents.entrySet()) {
      try {
        ServerView view = source.read(document.getKey());
        verdict = verdict.and(check.check(document.getValue(), view));
      } catch (IOException e) {
        verdict = verdict.and(Verdict.fault("the server does not say what it stored: " + e));
      }
    }
    return verdict;
  }
}
