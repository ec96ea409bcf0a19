package dev.rejoin.load.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldLoopsTest {
  private final HeldLoops loops = new HeldLoops();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WARNING: a task held its event loop for 3,001 ms",
        "WARNING: a task held its event loop for 3.001 ms",
        "WARNING: Thread[vert.x-eventloop-thread-1,5,main] has been blocked for 3001 ms, time limit"
            + " is 2000 ms"
      })
  void whatIsVeryLongIsWrong(String line) {
    loops.take("WARNING: a task held its event loop for 150 ms");
    loops.take(line);
    loops.take("INFO: all is well");
    assertTrue(loops.complaint().orElseThrow().endsWith("for 3001 ms"));
  }

  @Test
  void aNoisyMachineIsNoFault() {
    loops.take("WARNING: a task held its event loop for 3,000 ms");
    loops.take("the text has been blocked");
    assertEquals(Optional.empty(), loops.complaint());
  }
}
