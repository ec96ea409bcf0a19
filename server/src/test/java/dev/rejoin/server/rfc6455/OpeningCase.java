package dev.rejoin.server.rfc6455;

import dev.rejoin.server.testing.RawSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A request for a socket, changed in one place, and the status that it gets.
 *
 * @param line the request line
 * @param changes to the headers of a correct request, as the table says
 */
record OpeningCase(String name, String line, String changes, int status) {

  static List<OpeningCase> table() {
    return Tables.rows("opening", 4).stream()
        .map(
            row ->
                new OpeningCase(row.get(0), row.get(1), row.get(2), Integer.parseInt(row.get(3))))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }

  /** The head of the response. */
  String ask(RawSocket socket, int port) {
    List<String> lines = new ArrayList<>();
    RawSocket.headers(port).forEach((header, value) -> lines.add(header + ": " + value));
    if (!changes.isEmpty()) {
      Arrays.stream(changes.split("; ")).forEach(change -> change(lines, change));
    }
    String head = line + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    socket.writeBytes(unescaped(head).getBytes(StandardCharsets.ISO_8859_1));
    return socket.head();
  }

  private static void change(List<String> lines, String change) {
    String nameOfIt = change.replaceAll(":.*", "").replaceFirst("^[-+]", "");
    if (change.equals("names: lower") || change.equals("names: upper")) {
      lines.replaceAll(header -> renamed(header, change.endsWith("lower")));
    } else if (change.startsWith("+")) {
      lines.add(change.substring(1));
    } else {
      lines.removeIf(header -> header.startsWith(nameOfIt + ":"));
      if (!change.startsWith("-")) {
        lines.add(change);
      }
    }
  }

  private static String renamed(String header, boolean lower) {
    int colon = header.indexOf(':');
    String name = header.substring(0, colon);
    return (lower ? name.toLowerCase(Locale.ROOT) : name.toUpperCase(Locale.ROOT))
        + header.substring(colon);
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\r\n").replace("\\s", " ").replace("\\0", "\0");
  }
}
