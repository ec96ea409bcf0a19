package dev.rejoin.load.poison;

import dev.rejoin.load.editor.Address;
import dev.rejoin.load.editor.EditorSettings;
import dev.rejoin.load.editor.Nuisance;
import dev.rejoin.load.editor.Nuisance.Habit;
import dev.rejoin.load.editor.Pace;
import dev.rejoin.load.editor.SimulatedEditor;
import dev.rejoin.load.editor.Typist;
import dev.rejoin.load.typing.PastingTypist;
import dev.rejoin.load.typing.RandomTypist;
import io.vertx.core.Deployable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** A way in which one document goes wrong. */
enum Poison {
  /** Nothing that is written to it can be stored. */
  FAILING_LOG {
    @Override
    List<Deployable> clients(Address server) {
      return List.of(writer(server, PoisonedServer.FAILS + "doc", new RandomTypist(1), 50));
    }
  },
  SLOW_LOG {
    @Override
    List<Deployable> clients(Address server) {
      return List.of(writer(server, PoisonedServer.SLOW + "doc", new RandomTypist(1), 50));
    }
  },
  /** It is a million letters long, and opened again and again. */
  HUGE {
    @Override
    List<Deployable> clients(Address server) {
      return some(1, server, Habits.Reopening::new, Prepared.HUGE);
    }
  },
  /** People send operations that do not fit. */
  HOSTILE {
    @Override
    List<Deployable> clients(Address server) {
      return some(4, server, Habits.Flooding::new, "hostile");
    }
  },
  /** Somebody pastes, and ten others do not read. */
  NEVER_READ {
    @Override
    List<Deployable> clients(Address server) {
      List<Deployable> clients = new ArrayList<>(some(10, server, Habits.Sleeping::new, "unread"));
      clients.add(writer(server, "unread", new PastingTypist(20_000), 20));
      return clients;
    }
  },
  /** A hundred thousand entries, asked for from the beginning. */
  LONG_LOG {
    @Override
    List<Deployable> clients(Address server) {
      return some(
          1,
          server,
          (document, client) ->
              new Habits.Resuming(document, client, Prepared.AUTHOR, new Random(1)),
          Prepared.LONG);
    }
  };

  /** Who brings it about. */
  abstract List<Deployable> clients(Address server);

  private static Deployable writer(Address server, String document, Typist typist, int perSecond) {
    EditorSettings settings =
        new EditorSettings(
            "Writer", document, client(0), new Pace(Integer.MAX_VALUE, perSecond), 1);
    return new SimulatedEditor(settings, typist, () -> server, () -> {});
  }

  private static List<Deployable> some(
      int count, Address server, BiFunction<String, String, Habit> habit, String document) {
    List<Deployable> clients = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      EditorSettings settings =
          new EditorSettings("Nuisance", document, client(i), Pace.single(), i);
      clients.add(new Nuisance(settings, server, habit.apply(document, client(i))));
    }
    return clients;
  }

  /** A new one each time: who comes again is somebody else. */
  private static String client(int number) {
    return String.format("%010d%012d", number, System.nanoTime() % 1_000_000_000_000L);
  }
}
