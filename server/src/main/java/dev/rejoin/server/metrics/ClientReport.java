package dev.rejoin.server.metrics;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.codec.StrictJson;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What one client counted since its last report. What it does not say is 0. */
public record ClientReport(Map<ClientFigure, Long> figures) {

  /** Room for a report and for names that come later. */
  public static final int MAX_BYTES = 4 << 10;

  /** A trillion: thirty years in milliseconds. What is more is no figure, but a mistake. */
  static final long MAX = 1_000_000_000_000L;

  public ClientReport {
    figures = Map.copyOf(figures);
    figures.forEach(ClientReport::requireFigure);
  }

  private static void requireFigure(ClientFigure figure, long value) {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException(
          "%s is %d, wanted 0 to %d".formatted(figure.wireName(), value, MAX));
    }
  }

  /**
   * Reads a report from valid UTF-8. Names that are not known are ignored: clients may be newer.
   *
   * @throws IOException if it is not JSON
   */
  public static ClientReport read(byte[] utf8) throws IOException, ShapeException {
    Map<ClientFigure, Long> figures = new EnumMap<>(ClientFigure.class);
    try (JsonParser parser = StrictJson.parser(utf8, 0, utf8.length)) {
      StrictJson.enterObject(parser);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        boolean said = parser.nextToken() != JsonToken.VALUE_NULL;
        Optional<ClientFigure> figure = ClientFigure.named(name);
        if (said && figure.isPresent()) {
          figures.put(figure.get(), StrictJson.integer(parser, name, 0, MAX));
        } else {
          parser.skipChildren();
        }
      }
      StrictJson.requireEnd(parser);
    }
    return new ClientReport(figures);
  }
}
