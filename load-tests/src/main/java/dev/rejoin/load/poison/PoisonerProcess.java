package dev.rejoin.load.poison;

import dev.rejoin.load.editor.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Bad clients that get the processor only when nobody else wants it, so that their own work does
 * not slow down the good ones: what is left is what they do to the server.
 */
final class PoisonerProcess implements AutoCloseable {
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  PoisonerProcess(Address server) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    process =
        new ProcessBuilder(
                List.of(
                    "nice",
                    "-n",
                    "19",
                    java,
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Poisoner.class.getName(),
                    server.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    orders = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  void come(Poison poison) throws IOException {
    order(poison.name());
  }

  void go() throws IOException {
    order("");
  }

  private void order(String line) throws IOException {
    orders.write(line + "\n");
    orders.flush();
    if (answers.readLine() == null) {
      throw new IOException("the process of the bad clients ended");
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
