package dev.rejoin.load.typing;

import dev.rejoin.load.Trace;
import dev.rejoin.load.Trace.Patch;
import java.util.ArrayList;
import java.util.List;

/**
 * Edits that somebody made without moving away: each begins where the one before ended, or one unit
 * beside it, as a backspace does.
 */
public record Burst(List<Patch> patches) {
  /** Longer ones are cut, so that each editor gets its share of a trace. */
  private static final int MAX_PATCHES = 100;

  public Burst {
    patches = List.copyOf(patches);
  }

  /** The first {@code edits} of a flat trace, in bursts. */
  public static List<Burst> of(Trace trace, int edits) {
    List<Patch> patches = new ArrayList<>();
    if (!trace.startContent().isEmpty()) {
      patches.add(new Patch(0, 0, trace.startContent()));
    }
    trace.transactions().forEach(transaction -> patches.addAll(transaction.patches()));
    int start = trace.startContent().isEmpty() ? 0 : 1;
    return split(patches.subList(0, (int) Math.min((long) edits + start, patches.size())));
  }

  private static List<Burst> split(List<Patch> patches) {
    List<Burst> bursts = new ArrayList<>();
    List<Patch> burst = new ArrayList<>();
    int caret = 0;
    for (Patch patch : patches) {
      boolean jump = Math.abs(patch.position() - caret) > 1;
      if (!burst.isEmpty() && (jump || burst.size() == MAX_PATCHES)) {
        bursts.add(new Burst(burst));
        burst = new ArrayList<>();
      }
      burst.add(patch);
      caret = patch.position() + patch.inserted().length();
    }
    if (!burst.isEmpty()) {
      bursts.add(new Burst(burst));
    }
    return bursts;
  }

  /** The bursts of each of so many editors: the first gets the first, the second the second … */
  public static List<List<Burst>> shares(List<Burst> bursts, int editors) {
    List<List<Burst>> shares = new ArrayList<>();
    for (int editor = 0; editor < editors; editor++) {
      List<Burst> share = new ArrayList<>();
      for (int i = editor; i < bursts.size(); i += editors) {
        share.add(bursts.get(i));
      }
      shares.add(share);
    }
    return shares;
  }
}
