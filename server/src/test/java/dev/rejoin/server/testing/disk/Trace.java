package dev.rejoin.server.testing.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what the shim wrote down. */
public final class Trace {
  private final byte[] bytes;
  private int at;

  private Trace(byte[] bytes) {
    this.bytes = bytes;
  }

  public static List<Call> read(Path file) {
    try {
      return new Trace(Files.readAllBytes(file)).calls();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    while (at < bytes.length) {
      calls.add(call(line().split(" ")));
    }
    return calls;
  }

  private String line() {
    int from = at;
    while (bytes[at] != '\n') {
      at++;
    }
    at++;
    return new String(bytes, from, at - 1 - from, StandardCharsets.UTF_8);
  }

  private Call call(String[] words) {
    String name = words[1];
    return switch (words[0]) {
      case "create" -> new Call.Create(name);
      case "mkdir" -> new Call.MakeFolder(name);
      case "write" ->
          new Call.Write(name, Integer.parseInt(words[2]), take(Integer.parseInt(words[3])));
      case "truncate" -> new Call.Truncate(name, Integer.parseInt(words[2]));
      case "sync" -> new Call.Sync(name);
      case "unsynced" -> new Call.Unsynced(name);
      case "unlink" -> new Call.Unlink(name);
      case "rename" -> new Call.Rename(name, words[2]);
      default -> throw new IllegalArgumentException(String.join(" ", words));
    };
  }

  private byte[] take(int length) {
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }
}
