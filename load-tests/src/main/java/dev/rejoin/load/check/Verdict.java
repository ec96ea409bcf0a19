package dev.rejoin.load.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What a check found.
 *
 * @param faults empty: all is well
 */
public record Verdict(List<String> faults) {
  public static final Verdict PASS = new Verdict(List.of());

  private static final int SHOWN = 5;

  public Verdict {
    faults = List.copyOf(faults);
  }

  public static Verdict fault(String fault) {
    return new Verdict(List.of(fault));
  }

  public boolean passed() {
    return faults.isEmpty();
  }

  public Verdict and(Verdict other) {
    List<String> all = new ArrayList<>(faults);
    all.addAll(other.faults);
    return new Verdict(all);
  }

  /** One line, whatever happened. */
  @Override
  public String toString() {
    if (passed()) {
      return "PASS editors and server agree, every acknowledged operation is stored exactly once";
    }
    String shown = String.join("; ", faults.subList(0, Math.min(SHOWN, faults.size())));
    int more = faults.size() - SHOWN;
    return "FAIL " + shown.replace('\n', ' ') + (more > 0 ? "; and " + more + " more" : "");
  }
}
