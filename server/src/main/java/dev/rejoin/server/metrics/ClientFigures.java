package dev.rejoin.server.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.server.codec.StrictJson;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** What all clients together have reported since this server started. For any thread. */
public final class ClientFigures {

  private final long since;
  private final Map<ClientFigure, Long> sums = new EnumMap<>(ClientFigure.class);
  private long reports;

  /**
   * @param since when this server started, in milliseconds since 1970
   */
  public ClientFigures(long since) {
    this.since = since;
  }

  /** Takes one report in. Sums stop at what every language holds exactly. */
  public synchronized void add(ClientReport report) {
    reports++;
    report
        .figures()
        .forEach(
            (figure, value) ->
                sums.merge(
                    figure,
                    value,
                    (sum, more) -> Math.min(StrictJson.MAX_INTEGER, figure.together(sum, more))));
  }

  /** The sums as one JSON object; every figure is there. */
  public synchronized void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("since", since);
    json.writeNumberField("reports", reports);
    for (ClientFigure figure : ClientFigure.values()) {
      json.writeNumberField(figure.wireName(), sums.getOrDefault(figure, 0L));
    }
    json.writeEndObject();
  }
}
