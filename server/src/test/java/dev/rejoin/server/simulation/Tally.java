package dev.rejoin.server.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What happened: a test that runs in calm weather proves nothing. */
final class Tally {
  final Map<Kind, Integer> events = new EnumMap<>(Kind.class);

  /** How often the TypeScript client was told what, by the word for it. */
  final Map<String, Integer> script = new TreeMap<>();

  int runs;
  long entries;
  long acknowledgements;
  long lostRaces;
  long storeFailures;
  long tornWrites;
  long readsOfHistory;
  long foldedSteps;
  long connections;
  long rebased;
  long refrozen;
  long diverged;
  long copies;
  long cursorsSaid;
  long cursorsShown;
  long damagedDocuments;
  long readOnlyInTheEnd;

  void happened(Kind kind) {
    events.merge(kind, 1, Integer::sum);
  }

  void toldToScript(String what) {
    script.merge(what, 1, Integer::sum);
  }

  @Override
  public String toString() {
    return ("%d runs, %d entries, %d acknowledgements, %d connections; %d lost races, %d store"
                + " failures, %d torn writes, %d reads of history, %d folds, %d rebased, %d frozen"
                + " anew, %d diverged, %d copies kept, %d cursors said and %d shown, %d documents damaged and %d read-only"
                + " in the end; ")
            .formatted(
                runs,
                entries,
                acknowledgements,
                connections,
                lostRaces,
                storeFailures,
                tornWrites,
                readsOfHistory,
                foldedSteps,
                rebased,
                refrozen,
                diverged,
                copies,
                cursorsSaid,
                cursorsShown,
                damagedDocuments,
                readOnlyInTheEnd)
        + events
        + (script.isEmpty() ? "" : ", told to the script: " + script);
  }
}
