package dev.rejoin.server.simulation;

import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The disk that all nodes share. Writes wait for one another and are committed in groups; until a
 * commit is over nobody can read any of it, and a crash may leave any beginning of it.
 *
 * <pre>
 *   write ──► waiting ──► group under way ──► durable, then answered
 *                              └── crash: the first n of them are durable, and nobody is answered
 * </pre>
 */
final class Store {

  private static final int COMMIT_MILLIS = 6;
  private static final int READ_MILLIS = 3;

  private final VirtualTime time;
  private final SplitMix64 random;
  private final Tally tally;
  private final Map<String, Lineage> lineages = new HashMap<>();
  private final Deque<Write<?>> waiting = new ArrayDeque<>();
  private List<Write<?>> group = List.of();

  /** Commits of an earlier life are void. */
  private int life;

  /** By document: the logs that are here now. */
  private final Map<String, Lineage> current = new TreeMap<>();

  private Fault fault = Fault.NONE;
  private long faultEnds;
  private int slowness = 1;
  private long slownessEnds;

  /** What a failing store does. */
  enum Fault {
    NONE,
    REFUSES,
    FAILS,
    FAILS_AFTER_STORING,
    CANNOT_BE_READ
  }

  private record Write<T>(Supplier<T> change, Promise<T> answer) {
    Future<T> store() {
      return tried(change);
    }

    void storeAndAnswer() {
      store().onComplete(answer);
    }
  }

  Store(VirtualTime time, SplitMix64 random, Tally tally) {
    this.time = time;
    this.random = random;
    this.tally = tally;
  }

  /** The log of a document that is here now. */
  Optional<Lineage> current(String document) {
    return Optional.ofNullable(current.get(document));
  }

  Collection<Lineage> current() {
    return current.values();
  }

  /** Any that has ever been here. */
  Lineage lineage(String id) {
    return lineages.get(id);
  }

  /** Whether any log of this document was ever damaged. */
  boolean hasBeenDamaged(String document) {
    return lineages.values().stream()
        .anyMatch(log -> log.document().equals(document) && log.hasBeenDamaged());
  }

  void begin(Lineage lineage) {
    lineages.put(lineage.id(), lineage);
    current.put(lineage.document(), lineage);
  }

  /** {@code change} happens when it is durable, and is answered then. */
  <T> Future<T> write(Supplier<T> change) {
    Fault now = fault();
    if (now == Fault.REFUSES) {
      return failed(Reason.QUEUE_FULL);
    }
    if (now == Fault.FAILS) {
      return later(() -> failed(Reason.BROKEN));
    }
    Write<T> write = new Write<>(change, Promise.promise());
    waiting.add(write);
    commitNext();
    return now == Fault.FAILS_AFTER_STORING
        ? write.answer().future().compose(stored -> failed(Reason.BROKEN))
        : write.answer().future();
  }

  /** Reads what is durable. */
  <T> Future<T> read(Supplier<T> reading) {
    return later(
        () -> fault() == Fault.CANNOT_BE_READ ? failed(Reason.READ_FAILED) : tried(reading));
  }

  /** Damage is an answer. */
  private static <T> Future<T> tried(Supplier<T> access) {
    try {
      return Future.succeededFuture(access.get());
    } catch (StorageException damage) {
      return Future.failedFuture(damage);
    }
  }

  private <T> Future<T> later(Supplier<Future<T>> answer) {
    Promise<T> promise = Promise.promise();
    time.after(millis(READ_MILLIS), () -> answer.get().onComplete(promise));
    return promise.future();
  }

  private <T> Future<T> failed(Reason reason) {
    tally.storeFailures++;
    return Future.failedFuture(new StorageException(reason, "as the schedule wants it"));
  }

  private void commitNext() {
    if (!group.isEmpty() || waiting.isEmpty()) {
      return;
    }
    group = new ArrayList<>(waiting);
    waiting.clear();
    int sameLife = life;
    time.after(
        millis(COMMIT_MILLIS),
        () -> {
          if (life == sameLife) {
            committed();
          }
        });
  }

  private void committed() {
    List<Write<?>> done = group;
    group = List.of();
    done.forEach(Write::storeAndAnswer);
    commitNext();
  }

  /** Of what was under way some beginning survives. Nobody gets an answer. */
  void crash(SplitMix64 dice) {
    life++;
    int survive = dice.below(group.size() + 1);
    tally.tornWrites += group.size() - survive;
    group.subList(0, survive).forEach(Write::store);
    group = List.of();
    waiting.clear();
  }

  void fail(Fault how, long millis) {
    fault = how;
    faultEnds = time.now() + millis;
  }

  void slowDown(int factor, long millis) {
    slowness = factor;
    slownessEnds = time.now() + millis;
  }

  void heal() {
    faultEnds = time.now();
    slownessEnds = time.now();
  }

  private Fault fault() {
    return time.now() < faultEnds ? fault : Fault.NONE;
  }

  private int millis(int usual) {
    return (1 + random.below(usual)) * (time.now() < slownessEnds ? slowness : 1);
  }
}
