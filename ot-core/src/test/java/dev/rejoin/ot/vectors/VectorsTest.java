package dev.rejoin.ot.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kept vectors are what this code writes; with {@code -Dvectors=write} they become it. */
class VectorsTest {
  private static final Path FOLDER = Path.of("vectors");

  @Test
  void theKeptVectorsAreWhatTheAlgebraSaysToday() throws IOException {
    boolean write = "write".equals(System.getProperty("vectors"));
    for (Map.Entry<String, String> file : VectorFiles.all().entrySet()) {
      Path path = FOLDER.resolve(file.getKey());
      if (write) {
        Files.createDirectories(FOLDER);
        Files.writeString(path, file.getValue());
      }
      assertEquals(Files.readString(path), file.getValue(), file.getKey());
    }
  }
}
