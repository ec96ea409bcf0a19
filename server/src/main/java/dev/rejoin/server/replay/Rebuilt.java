package dev.rejoin.server.replay;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.server.replay.IncidentBundle.Arrived;
import dev.rejoin.server.replay.IncidentBundle.Happening;
import dev.rejoin.server.replay.IncidentBundle.Happening.Came;
import dev.rejoin.server.replay.IncidentBundle.Place;
import java.util.Optional;

/** The document of a bundle, put together at some revision. */
public final class Rebuilt {
  private Rebuilt() {}

  /**
   * Out of the log if there is one, else out of the steps that the client was sent. Empty if
   * neither reaches there, or the bundle has no text.
   */
  public static Optional<String> at(
      long revision, IncidentBundle bundle, Optional<History> history) {
    Optional<History> reaching =
        history.filter(log -> log.base() <= revision && revision <= log.end());
    return reaching.isPresent()
        ? Optional.of(ofLog(revision, reaching.get()))
        : ofSteps(revision, bundle);
  }

  private static String ofLog(long revision, History log) {
    Document document = Document.of(log.content());
    for (long at = log.base() + 1; at <= revision; at++) {
      document.apply(log.entry(at).operation());
    }
    return document.text();
  }

  private static Optional<String> ofSteps(long revision, IncidentBundle bundle) {
    Place start = bundle.start().place();
    if (start.content().isEmpty()) {
      return Optional.empty();
    }
    Document document = Document.of(DocumentType.TEXT, start.content().get());
    long reached = start.revision();
    for (Happening happening : bundle.trail()) {
      if (happening instanceof Came came) {
        for (Arrived step : came.steps()) {
          if (reached >= revision || !applied(step, document)) {
            break;
          }
          reached += step.count();
        }
      }
    }
    return reached == revision ? Optional.of(document.text()) : Optional.empty();
  }

  private static boolean applied(Arrived step, Document document) {
    try {
      step.operation().ifPresent(document::apply);
      return step.operation().isPresent();
    } catch (InvalidOperationException doesNotFit) {
      return false;
    }
  }
}
