package dev.rejoin.server.storage.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rejoin.ot.Operation;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import dev.rejoin.server.storage.Snapshot;
import java.io.IOException;
import java.util.List;

/**
 * The body of a row, of an entry or a snapshot, whose checksum would be right: an operation, or one
 * of the exceptions by which the tables say that the file is damaged.
 */
public final class StoredRowFuzz {

  private interface Reader {
    Operation read(byte[] body) throws IOException;
  }

  public static final FuzzTarget SOUND = target(EntryTable::operation);

  /** Fails by an exception that nobody expects, where a byte is 0. */
  public static final FuzzTarget PLANTED =
      target(
          body -> {
            for (int i = 0; i < body.length; i++) {
              i += 1 / (body[i] == 0 ? 0 : 2);
            }
            return EntryTable.operation(body);
          });

  public static final List<byte[]> SEEDS =
      Properties.seeds(
          "['hello']",
          "[7,'abc',-3]",
          "[{'i':'abc','a':{'bold':true}},{'i':{'image':'u'}}]",
          "[{'r':1,'a':{'b':null}}]",
          "[536870911]");

  private StoredRowFuzz() {}

  private static FuzzTarget target(Reader reader) {
    return input -> Properties.withinMemory(input, () -> check(reader, input));
  }

  private static void check(Reader reader, byte[] body) throws IOException {
    try {
      Operation operation = reader.read(body);
      byte[] written = OperationJson.bytes(operation);
      Properties.require(reader.read(written).equals(operation), "read again it is another");
      Snapshot snapshot = new Snapshot(1, operation);
      Properties.requireSame(written, SnapshotTable.body(snapshot));
    } catch (JsonProcessingException | IllegalArgumentException damaged) {
      Properties.require(damaged.getMessage() != null, "damage that nobody can tell");
    }
  }
}
