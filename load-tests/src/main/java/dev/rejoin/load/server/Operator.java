package dev.rejoin.load.server;

import dev.rejoin.server.command.Commands;
import dev.rejoin.server.command.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Who makes backups and puts them in place. */
public interface Operator {

  /** Copies the data, whether a server is writing to them or not. */
  void backUp(Path data, Path file) throws IOException;

  /** Makes data of a backup. */
  void restore(Path file, Path data) throws IOException;

  /** As the documentation says it: with the server's own commands. */
  Operator CAREFUL =
      new Operator() {
        @Override
        public void backUp(Path data, Path file) throws IOException {
          run("backup", "--data", data.toString(), "--to", file.toString());
        }

        @Override
        public void restore(Path file, Path data) throws IOException {
          run("restore", "--from", file.toString(), "--data", data.toString());
        }

        private void run(String... command) throws IOException {
          ByteArrayOutputStream said = new ByteArrayOutputStream();
          PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
          Commands commands = new Commands(out, out, () -> UUID.randomUUID().toString());
          Status status = commands.run(List.of(command));
          if (status != Status.DONE) {
            throw new IOException(status + ": " + said.toString(StandardCharsets.UTF_8));
          }
        }
      };
}
