package dev.rejoin.server.replay;

import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Embed;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationSink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Fingerprints of texts and operations, as clients make them: only who knows the lineage can say
 * what they are of. The same as {@code Prints.ts}, to the letter.
 */
public final class Prints {
  private static final int BYTES = 8;

  private final String lineage;

  public Prints(String lineage) {
    this.lineage = lineage;
  }

  /** By this a log is found. */
  public String key() {
    return of("lineage");
  }

  /** Of an outbox, by its public name. */
  String site(String site) {
    return of("site", site);
  }

  String text(long revision, int hash) {
    return of("text", revision, Integer.toUnsignedString(hash));
  }

  String operation(long revision, Operation operation) {
    Spelling spelling = new Spelling();
    operation.emitTo(spelling);
    return of("operation", revision, spelling.whole);
  }

  /** Of all that it inserts: that stays as it is wherever it is moved. */
  String inserted(long sequence, Operation operation) {
    Spelling spelling = new Spelling();
    operation.emitTo(spelling);
    return of("inserted", sequence, spelling.inserted);
  }

  private String of(Object... parts) {
    StringBuilder all = new StringBuilder(lineage);
    for (Object part : parts) {
      all.append('\n').append(part);
    }
    byte[] digest = sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** {@code =7+5:hello-3}: told apart from all others without JSON. */
  private static final class Spelling implements OperationSink {
    private final StringBuilder whole = new StringBuilder();
    private final StringBuilder inserted = new StringBuilder();

    @Override
    public void retain(int length, Attributes attributes) {
      whole.append('=').append(length);
    }

    @Override
    public void insert(String text, Attributes attributes) {
      whole.append('+').append(text.length()).append(':').append(text);
      inserted.append(text);
    }

    @Override
    public void insert(Embed embed, Attributes attributes) {
      insert(String.valueOf(Embed.UNIT), attributes);
    }

    @Override
    public void delete(int length) {
      whole.append('-').append(length);
    }
  }
}
