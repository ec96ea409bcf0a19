package dev.rejoin.server.metrics;

import java.util.Optional;
import java.util.stream.Stream;

/** What clients count. The names are those of the report; docs/protocol.md says what they mean. */
public enum ClientFigure {
  SYNCS("syncs", Together.SUM),
  FAILURES("failures", Together.SUM),
  REJOIN_MILLIS_TOTAL("rejoinMillisTotal", Together.SUM),
  REJOIN_MILLIS_MAX("rejoinMillisMax", Together.MAX),
  REBASED_OPERATIONS("rebasedOperations", Together.SUM),
  OVERLAPS("overlaps", Together.SUM),
  STORAGE_BYTES("storageBytes", Together.MAX);

  private enum Together {
    SUM,
    MAX
  }

  private final String wireName;
  private final Together together;

  ClientFigure(String wireName, Together together) {
    this.wireName = wireName;
    this.together = together;
  }

  public String wireName() {
    return wireName;
  }

  /** What two reports say together. */
  long together(long one, long other) {
    return switch (together) {
      case SUM -> one + other;
      case MAX -> Math.max(one, other);
    };
  }

  /** The figure of that name, if it is known. */
  static Optional<ClientFigure> named(String wireName) {
    return Stream.of(values()).filter(figure -> figure.wireName.equals(wireName)).findAny();
  }
}
