package dev.rejoin.ot.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rejoin.ot.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kept vectors are what this code writes; with {@code -Dvectors=write} they become it. */
class VectorsTest {
  /** From whichever module this is run. */
  private static final Path FOLDER = Path.of("..", "ot-core", "vectors");

  private static final boolean WRITE = "write".equals(System.getProperty("vectors"));

  @Test
  void theKeptVectorsAreWhatTheAlgebraSaysToday() throws IOException {
    compare(VectorFiles.all());
  }

  /** Promise A3 at length; the TypeScript tests compare with the same file. */
  @Test
  void aMillionSeedsComeToWhatIsKept() throws IOException {
    assumeTrue(WRITE || Seeds.full(), "only in the full tier: most of a minute");
    compare(VectorFiles.ofManySeeds());
  }

  private static void compare(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = FOLDER.resolve(file.getKey());
      if (WRITE) {
        Files.createDirectories(FOLDER);
        Files.writeString(path, file.getValue());
      }
      assertEquals(Files.readString(path), file.getValue(), file.getKey());
    }
  }
}
