package dev.rejoin.server.command;

import dev.rejoin.server.replay.BundleException;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.sqlite.Backup;
import dev.rejoin.server.storage.sqlite.Inspection;
import dev.rejoin.server.storage.sqlite.Restore;
import dev.rejoin.server.storage.sqlite.StoreReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The commands beside serving: {@code backup}, {@code restore}, {@code inspect} and {@code replay}.
 */
public final class Commands {
  private static final Set<String> NAMES = Set.of("backup", "restore", "inspect", "replay");

  private static final String HELP =
      """
      Usage: ./run backup  --data DIR --to FILE
             ./run restore --from FILE --data DIR
             ./run inspect --data DIR [--json] [DOCUMENT]
             ./run replay  BUNDLE [--data DIR] [--json] [--out FILE] [--text FILE [--rev N]]

        backup    copies all documents into one file, as they are at one moment, and verifies the
                  copy; a server may be running. Refuses to overwrite a file.
        restore   makes a data directory of a backup; the directory has to be empty, or not there.
                  People who have seen what the backup lacks keep their text as a copy.
        inspect   lists documents with their revisions and sizes, and verifies every checksum;
                  writes nothing, and a server may be running.
        replay    does what a client and the server did once more, and says at which revision and
                  on which side a document went wrong. BUNDLE is what "Copy diagnostics" or "Copy
                  an incident bundle" gave. With --data it is compared with the stored log; --out
                  writes the bundle with that log (and so with text) in it, --text the document as
                  it was before it went wrong, or at revision N.

      Status: 0 all is well, 1 it could not be done, 2 the command line makes no sense,
              3 it was done, and something is damaged,
              4 a client and the server came apart: the words say where, 5 it cannot be told.
      """;

  private final PrintStream out;
  private final PrintStream errors;
  private final Supplier<String> lineages;

  /**
   * @param lineages gives ids that never come twice
   */
  public Commands(PrintStream out, PrintStream errors, Supplier<String> lineages) {
    this.out = out;
    this.errors = errors;
    this.lineages = lineages;
  }

  /** Whether a command line is for this, and not for the server. */
  public static boolean areMeant(List<String> arguments) {
    return !arguments.isEmpty() && NAMES.contains(arguments.get(0));
  }

  public Status run(List<String> arguments) {
    List<String> rest = arguments.subList(1, arguments.size());
    if (rest.contains("--help") || rest.contains("-h")) {
      out.print(HELP);
      return Status.DONE;
    }
    try {
      return switch (arguments.get(0)) {
        case "backup" -> backup(new Flags(rest, Set.of("--data", "--to"), Set.of()));
        case "restore" -> restore(new Flags(rest, Set.of("--data", "--from"), Set.of()));
        case "replay" -> new ReplayCommand(rest, out).run();
        default -> inspect(new Flags(rest, Set.of("--data"), Set.of("--json")));
      };
    } catch (IllegalArgumentException wrong) {
      errors.println("rejoin: " + wrong.getMessage() + " (" + arguments.get(0) + " --help)");
      return Status.WRONG_USAGE;
    } catch (StorageException | BundleException failed) {
      errors.println("rejoin: " + failed.getMessage());
      return Status.FAILED;
    } catch (NoSuchFileException missing) {
      errors.println("rejoin: there is no file " + missing.getMessage());
      return Status.FAILED;
    } catch (FileAlreadyExistsException there) {
      errors.println("rejoin: " + there.getMessage() + " is there already");
      return Status.FAILED;
    } catch (IOException failed) {
      errors.println("rejoin: " + failed.getMessage());
      return Status.FAILED;
    }
  }

  private Status backup(Flags flags) {
    flags.requireNoWord();
    StoreReport copied = Backup.run(flags.path("--data"), flags.path("--to"));
    return done("backed up to " + flags.path("--to"), copied);
  }

  private Status restore(Flags flags) {
    flags.requireNoWord();
    StoreReport restored = Restore.run(flags.path("--from"), flags.path("--data"), lineages);
    return done("restored to " + flags.path("--data"), restored);
  }

  private Status done(String what, StoreReport report) {
    out.println(what + ": " + ReportText.summary(report));
    ReportText.damage(report).forEach(errors::println);
    return status(report);
  }

  private Status inspect(Flags flags) {
    StoreReport report = Inspection.ofDirectory(flags.path("--data"), flags.word());
    if (flags.has("--json")) {
      out.println(ReportJson.of(report));
    } else {
      ReportText.lines(report).forEach(out::println);
    }
    return status(report);
  }

  private static Status status(StoreReport report) {
    return report.isSound() ? Status.DONE : Status.DAMAGED;
  }
}
