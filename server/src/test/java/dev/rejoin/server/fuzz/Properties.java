package dev.rejoin.server.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the properties of the decoders are put together from. */
public final class Properties {

  /** For exceptions, tables and whatever does not grow with the input. */
  private static final long FIXED_BYTES = 4 << 20;

  private static final long BYTES_A_BYTE = 2_000;
  private static final int AGAIN = 4;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Properties() {}

  /** A thing that is done with an input. */
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Does it, and checks that it took memory in proportion to the input: no bomb goes off. What took
   * more does it again, for then no class has to be loaded: in an instrumented process that takes
   * megabytes, and may happen a second time. A bomb goes off each time.
   */
  public static void withinMemory(byte[] input, Work work) throws Exception {
    long most = FIXED_BYTES + BYTES_A_BYTE * input.length;
    long taken = taken(work);
    for (int again = 0; taken > most && again < AGAIN; again++) {
      taken = taken(work);
    }
    require(taken <= most, taken + " bytes were taken for " + input.length);
  }

  private static long taken(Work work) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  public static void require(boolean holds, String property) {
    if (!holds) {
      throw new AssertionError(property);
    }
  }

  /** Encoded, decoded and encoded again it is the same, to the byte. */
  public static void requireSame(byte[] once, byte[] again) {
    require(Arrays.equals(once, again), () -> text(once) + " became " + text(again));
  }

  private static void require(boolean holds, java.util.function.Supplier<String> property) {
    if (!holds) {
      throw new AssertionError(property.get());
    }
  }

  /** The text in the bytes, if they are UTF-8: nothing else gets as far as a decoder. */
  public static Optional<String> utf8(byte[] input) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  public static List<byte[]> seeds(String... texts) {
    return Arrays.stream(texts)
        .map(text -> text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
