package dev.rejoin.server.simulation;

import java.util.List;
import java.util.Optional;

/** An open page, of either kind of client: in Java, or the one that browsers run. */
interface Tab {

  /** What runs it, until it is closed. */
  Machine machine();

  Optional<Wire> wire();

  /** How the server calls it on this connection; empty before it was greeted. */
  Optional<String> session();

  /** The documents that are open in it, always the same. */
  List<? extends Sheet> sheets();

  default Optional<? extends Sheet> sheet(String document) {
    return sheets().stream().filter(sheet -> sheet.document().equals(document)).findAny();
  }

  /** The network is there again. */
  void online();
}
