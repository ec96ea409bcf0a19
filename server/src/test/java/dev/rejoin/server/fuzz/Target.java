package dev.rejoin.server.fuzz;

import dev.rejoin.server.codec.OperationFuzz;
import dev.rejoin.server.metrics.ReportFuzz;
import dev.rejoin.server.protocol.ExchangeFuzz;
import dev.rejoin.server.protocol.IdFuzz;
import dev.rejoin.server.protocol.MessageFuzz;
import dev.rejoin.server.protocol.PersonFuzz;
import dev.rejoin.server.storage.CursorFuzz;
import dev.rejoin.server.storage.sqlite.StoredRowFuzz;
import dev.rejoin.server.transport.CreateFuzz;
import dev.rejoin.server.transport.FrameFuzz;
import dev.rejoin.server.transport.HeaderFuzz;
import java.util.List;

/**
 * What is fuzzed: something that makes something of bytes from outside.
 *
 * @param sound the production decoder
 * @param planted the same with a bug, which has to be found
 * @param seeds inputs to begin with
 */
record Target(String name, FuzzTarget sound, FuzzTarget planted, List<byte[]> seeds) {

  static final List<Target> ALL =
      List.of(
          new Target("frames", FrameFuzz.SOUND, FrameFuzz.PLANTED, FrameFuzz.SEEDS),
          new Target("message", MessageFuzz.SOUND, MessageFuzz.PLANTED, MessageFuzz.SEEDS),
          new Target("operation", OperationFuzz.SOUND, OperationFuzz.PLANTED, OperationFuzz.SEEDS),
          new Target("exchange", ExchangeFuzz.SOUND, ExchangeFuzz.PLANTED, ExchangeFuzz.SEEDS),
          new Target("create", CreateFuzz.SOUND, CreateFuzz.PLANTED, CreateFuzz.SEEDS),
          new Target("client-metrics", ReportFuzz.SOUND, ReportFuzz.PLANTED, ReportFuzz.SEEDS),
          new Target("document-id", IdFuzz.SOUND, IdFuzz.PLANTED, IdFuzz.SEEDS),
          new Target("person", PersonFuzz.SOUND, PersonFuzz.PLANTED, PersonFuzz.SEEDS),
          new Target("headers", HeaderFuzz.SOUND, HeaderFuzz.PLANTED, HeaderFuzz.SEEDS),
          new Target("page-cursor", CursorFuzz.SOUND, CursorFuzz.PLANTED, CursorFuzz.SEEDS),
          new Target(
              "stored-row", StoredRowFuzz.SOUND, StoredRowFuzz.PLANTED, StoredRowFuzz.SEEDS));

  Target {
    seeds = List.copyOf(seeds);
  }

  static List<Target> all() {
    return ALL;
  }

  static Target named(String name) {
    return ALL.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }
}
