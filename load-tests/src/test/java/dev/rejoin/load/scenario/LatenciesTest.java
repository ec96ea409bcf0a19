package dev.rejoin.load.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentilesAreMeasuredValues() {
    Latencies latencies =
        Latencies.of(LongStream.rangeClosed(1, 200).map(n -> (201 - n) * 1_000_000));
    assertEquals(100, latencies.millis(500));
    assertEquals(198, latencies.millis(990));
    assertEquals(200, latencies.millis(1_000));
    assertEquals("p50 100.00 ms, p99 198.00 ms, max 200.00 ms", latencies.toString());
  }

  @Test
  void noneIsZero() {
    assertEquals(0, Latencies.of(LongStream.empty()).millis(990));
  }
}
