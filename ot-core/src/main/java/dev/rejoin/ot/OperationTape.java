package dev.rejoin.ot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Operations one behind the other in one array of bytes: a keystroke takes about 14 bytes, as an
 * object it takes some 70 in two pieces.
 *
 * <pre>
 *   head     number of runs, and which of the forms below follow
 *   runs     each 1 to 5 bytes, seven bits a byte; with the number of its extra, if any run has one;
 *            a last run that keeps the rest is left out, since the base length is in a column
 *   text     a byte a unit, or two if any unit needs them
 * </pre>
 *
 * Attributes and embeds are few and alike, so they stay objects, and equal neighbours share one.
 */
public final class OperationTape {
  private static final int WIDE = 1;
  private static final int WITH_EXTRAS = 2;
  private static final int KEEPS_REST = 4;
  private static final int FLAGS = 3;
  private static final int MAX_RUN_BYTES = 10;
  private static final int EXTRA_WEIGHT = 96;

  private static final int USUAL_BYTES = 8;

  private byte[] bytes;
  private int end;
  private int size;

  // Columns: where an operation starts, and its base length.
  private int[] starts;
  private int[] baseLengths;
  private final List<Object> extras = new ArrayList<>(0);

  /** An empty tape with room for so many keystrokes; it grows as it must. */
  public OperationTape(int keystrokes) {
    bytes = new byte[USUAL_BYTES * keystrokes];
    starts = new int[keystrokes];
    baseLengths = new int[keystrokes];
  }

  /** How many operations there are. */
  public int size() {
    return size;
  }

  /** Bytes of heap that the operations take, roughly. */
  public int weight() {
    return end + 8 * size + EXTRA_WEIGHT * extras.size();
  }

  /** Takes an operation, under the next number. */
  public void append(Operation operation) {
    int[] runs = operation.runs;
    String text = operation.text;
    reserve(MAX_RUN_BYTES * (runs.length + 1) + 2 * text.length());
    starts[size] = end;
    baseLengths[size] = operation.baseLength();
    size++;
    boolean wide = isWide(text);
    int head = runs.length << FLAGS | (wide ? WIDE : 0);
    if (operation.extras == null) {
      boolean keepsRest = runs.length > 0 && Run.kind(runs[runs.length - 1]) == Run.RETAIN;
      end = writeNumber(end, head | (keepsRest ? KEEPS_REST : 0));
      end = writeRuns(end, runs, keepsRest ? runs.length - 1 : runs.length);
    } else {
      end = writeNumber(end, head | WITH_EXTRAS);
      end = writeRunsWithExtras(end, runs, operation.extras);
    }
    end = wide ? writeWide(end, text) : writeNarrow(end, text);
  }

  /** The operation that was appended as number {@code index}, counted from 0. */
  public Operation get(int index) {
    return new Reader(starts[index]).operation(baseLengths[index]);
  }

  /** Its base length, without reading it. */
  public int baseLength(int index) {
    return baseLengths[index];
  }

  private void reserve(int more) {
    if (end + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end + more, bytes.length * 2));
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, Math.max(8, size * 2));
      baseLengths = Arrays.copyOf(baseLengths, Math.max(8, size * 2));
    }
  }

  private int writeRuns(int from, int[] runs, int count) {
    int at = from;
    for (int i = 0; i < count; i++) {
      at = writeNumber(at, runs[i]);
    }
    return at;
  }

  private int writeRunsWithExtras(int from, int[] runs, Object[] runExtras) {
    int at = from;
    for (int i = 0; i < runs.length; i++) {
      at = writeNumber(at, runs[i]);
      at = writeNumber(at, numberOf(runExtras[i]));
    }
    return at;
  }

  private int writeNumber(int from, int number) {
    int at = from;
    int rest = number;
    while ((rest & ~0x7F) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    return at;
  }

  private int writeNarrow(int from, String text) {
    for (int i = 0; i < text.length(); i++) {
      bytes[from + i] = (byte) text.charAt(i);
    }
    return from + text.length();
  }

  private int writeWide(int from, String text) {
    int at = from;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      bytes[at++] = (byte) unit;
      bytes[at++] = (byte) (unit >>> 8);
    }
    return at;
  }

  private static boolean isWide(String text) {
    int seen = 0;
    for (int i = 0; i < text.length(); i++) {
      seen |= text.charAt(i);
    }
    return seen > 0xFF;
  }

  /** 0 for none. Runs of formatted text repeat what the last few looked like. */
  private int numberOf(Object extra) {
    if (extra == null) {
      return 0;
    }
    int oldest = Math.max(0, extras.size() - 4);
    for (int i = extras.size() - 1; i >= oldest; i--) {
      if (extras.get(i).equals(extra)) {
        return i + 1;
      }
    }
    extras.add(extra);
    return extras.size();
  }

  /** Walks over one operation. */
  private final class Reader {
    private int at;
    private final int count;
    private final int flags;

    Reader(int start) {
      at = start;
      int head = number();
      count = head >>> FLAGS;
      flags = head;
    }

    Operation operation(int baseLength) {
      int[] runs = new int[count];
      Object[] runExtras = (flags & WITH_EXTRAS) == 0 ? null : new Object[count];
      int written = (flags & KEEPS_REST) == 0 ? count : count - 1;
      int units = 0;
      int rest = baseLength;
      for (int i = 0; i < written; i++) {
        int run = number();
        runs[i] = run;
        if (Run.kind(run) == Run.INSERT) {
          units += Run.length(run);
        } else {
          rest -= Run.length(run);
        }
        if (runExtras != null) {
          runExtras[i] = extra(number());
        }
      }
      if (written < count) {
        runs[written] = Run.of(Run.RETAIN, rest);
      }
      return new Operation(runs, runExtras, text(units));
    }

    private String text(int units) {
      return (flags & WIDE) == 0
          ? new String(bytes, at, units, StandardCharsets.ISO_8859_1)
          : new String(bytes, at, 2 * units, StandardCharsets.UTF_16LE);
    }

    private Object extra(int number) {
      return number == 0 ? null : extras.get(number - 1);
    }

    private int number() {
      int value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = bytes[at++];
        value |= (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }
  }
}
