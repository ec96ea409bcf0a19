package dev.rejoin.server.testing;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.storage.DocumentLog;
import io.vertx.core.Future;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** A log that gives a few entries at a time, and counts how many of them somebody still holds. */
public final class SmallPages {

  private final DocumentLog truth;
  private final int most;
  private final boolean counted;
  private final List<WeakReference<Entry>> given = new ArrayList<>();
  private int reads;
  private int mostAlive;

  private SmallPages(DocumentLog truth, int most, boolean counted) {
    this.truth = truth;
    this.most = most;
    this.counted = counted;
  }

  /**
   * @param most entries a read
   */
  public static DocumentLog of(DocumentLog truth, int most) {
    return new SmallPages(truth, most, false).log();
  }

  /** The same, whose entries are counted, which takes time. */
  public static SmallPages counted(DocumentLog truth, int most) {
    return new SmallPages(truth, most, true);
  }

  public int reads() {
    return reads;
  }

  /** How many entries that were given were held at once, as seen before each read. */
  public int mostAlive() {
    return mostAlive;
  }

  public DocumentLog log() {
    return LogAround.of(
        truth,
        call ->
            call.name().equals("read")
                ? read(
                    (String) call.arguments()[0],
                    (long) call.arguments()[1],
                    (long) call.arguments()[2])
                : call.passOn());
  }

  private Future<List<Entry>> read(String document, long from, long to) {
    if (counted) {
      count();
    }
    return truth.read(document, from, Math.min(to, from + most)).map(this::copied);
  }

  /** Copies, for the truth holds its own. */
  private List<Entry> copied(List<Entry> entries) {
    List<Entry> copies =
        entries.stream()
            .map(
                each ->
                    new Entry(
                        each.revision(),
                        each.site(),
                        each.sequence(),
                        each.user(),
                        each.at(),
                        each.operation()))
            .toList();
    copies.forEach(each -> given.add(new WeakReference<>(each)));
    return copies;
  }

  private void count() {
    reads++;
    System.gc();
    int alive = (int) given.stream().filter(each -> each.get() != null).count();
    mostAlive = Math.max(mostAlive, alive);
  }
}
