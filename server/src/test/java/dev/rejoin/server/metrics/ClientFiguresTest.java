package dev.rejoin.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rejoin.server.codec.JsonBytes;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.codec.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients report, and what becomes of it. */
class ClientFiguresTest {

  private final ClientFigures figures = new ClientFigures(7);

  private static ClientReport report(String json) throws IOException, ShapeException {
    return ClientReport.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private String sums() {
    return new String(JsonBytes.of(figures::writeTo), StandardCharsets.UTF_8).replace('"', '\'');
  }

  @Test
  void countsAreAddedAndMaximaAreKept() throws Exception {
    figures.add(report("{'syncs':2,'rejoinMillisTotal':30,'rejoinMillisMax':20,'storageBytes':9}"));
    figures.add(report("{'syncs':1,'rejoinMillisTotal':5,'rejoinMillisMax':5,'storageBytes':4}"));
    figures.add(report("{}"));
    assertEquals(
        "{'since':7,'reports':3,'syncs':3,'failures':0,'rejoinMillisTotal':35,"
            + "'rejoinMillisMax':20,'rebasedOperations':0,'overlaps':0,'storageBytes':9}",
        sums());
  }

  @Test
  void whatIsNotKnownIsIgnored() throws Exception {
    assertEquals(
        Map.of(ClientFigure.OVERLAPS, 1L),
        report("{'mood':'good','overlaps':1,'syncs':null,'more':{'syncs':5},'list':[1,2]}")
            .figures());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "{'syncs':-1}",
        "{'syncs':1.5}",
        "{'syncs':'1'}",
        "{'syncs':[1]}",
        "{'syncs':1000000000001}",
        "{'syncs':99999999999999999999999}",
        "{} {}",
      })
  void aFigureIsANumberFromZeroOn(String json) {
    assertThrows(ShapeException.class, () -> report(json), json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{'syncs':1,'syncs':2}", "{'syncs':01}", "{'syncs':NaN}", "{a:1}"})
  void whatIsNotJsonIsNoReport(String json) {
    assertThrows(JsonProcessingException.class, () -> report(json), json);
  }

  @Test
  void sumsStopAtWhatEveryLanguageHoldsExactly() throws Exception {
    ClientReport most = report("{'syncs':" + ClientReport.MAX + "}");
    for (int i = 0; i < 10_000; i++) {
      figures.add(most);
    }
    assertTrue(sums().contains("'syncs':" + StrictJson.MAX_INTEGER + ","), sums());
  }

  @Test
  void severalThreadsMayReportAtOnce() throws Exception {
    ClientReport one = report("{'syncs':1}");
    IntStream.range(0, 10_000).parallel().forEach(i -> figures.add(one));
    assertTrue(sums().contains("'reports':10000,'syncs':10000,"), sums());
  }
}
