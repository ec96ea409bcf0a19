package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from the class path; here, those of this very package. */
class WebFilesTest {

  private final WebFiles files = new WebFiles("dev/rejoin/server");

  @Test
  void aFileIsReadOnce() {
    WebFile file = files.find("transport/", "WebFilesTest.class").orElseThrow();
    assertTrue(file.content().length() > 0);
    assertEquals("application/octet-stream", file.type());
    assertSame(file, files.find("transport/", "WebFilesTest.class").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "../Main.class", "transport", ".hidden", "a/b.class", "x."})
  void whatIsNoNameIsNoFile(String name) {
    assertTrue(files.find("", name).isEmpty());
  }

  @Test
  void anotherContentHasAnotherTag() {
    WebFile one = WebFile.of(Buffer.buffer("one"), WebFile.SCRIPT);
    assertEquals(one.tag(), WebFile.of(Buffer.buffer("one"), WebFile.SCRIPT).tag());
    assertNotEquals(one.tag(), WebFile.of(Buffer.buffer("two"), WebFile.SCRIPT).tag());
    assertTrue(one.tag().matches("\"[A-Za-z0-9_-]{43}\""), one.tag());
  }
}
