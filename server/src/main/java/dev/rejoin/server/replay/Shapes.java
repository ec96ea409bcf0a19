package dev.rejoin.server.replay;

import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationBuilder;
import dev.rejoin.server.codec.JsonBytes;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.codec.OperationLimits;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import java.io.IOException;
import java.util.List;

/**
 * Operations in bundles. Without text an insert is {@code "+5"}, and stands here for five blanks:
 * where an operation goes when it is moved does not depend on the letters.
 */
final class Shapes {
  private Shapes() {}

  static Operation read(Part part, boolean text) throws BundleException {
    Operation operation = text ? whole(part) : blank(part);
    if (!operation.isPlain()) {
      throw part.wrong("an operation on plain text");
    }
    return operation;
  }

  private static Operation whole(Part part) throws BundleException {
    if (!(part.value() instanceof List<?>)) {
      throw part.wrong("an operation");
    }
    byte[] json = JsonBytes.of(generator -> JsonTree.write(part.value(), generator));
    try {
      ParsedOperation parsed = OperationJson.read(json, OperationLimits.NONE);
      if (parsed instanceof Unreadable unreadable) {
        throw new BundleException(part.path() + ": " + unreadable.message());
      }
      return ((Readable) parsed).operation();
    } catch (IOException e) {
      throw new BundleException(part.path() + ": " + e.getMessage());
    }
  }

  private static Operation blank(Part part) throws BundleException {
    OperationBuilder builder = Operation.builder();
    List<Part> components = part.list(each -> each);
    try {
      for (Part component : components) {
        add(component, builder);
      }
      Operation operation = builder.build();
      if (operation.componentCount() != components.size()) {
        throw part.wrong(operation.componentCount() + " components: two neighbours are one");
      }
      return operation;
    } catch (InvalidOperationException e) {
      throw new BundleException(part.path() + ": " + e.getMessage());
    }
  }

  private static void add(Part component, OperationBuilder builder) throws BundleException {
    if (component.value() instanceof String text) {
      builder.insert(" ".repeat(insertedLength(component, text)));
      return;
    }
    int length = (int) component.integer(-Operation.MAX_LENGTH, Operation.MAX_LENGTH);
    if (length == 0) {
      throw component.wrong("a length other than 0");
    }
    if (length < 0) {
      builder.remove(-length);
    } else {
      builder.retain(length);
    }
  }

  private static int insertedLength(Part component, String text) throws BundleException {
    if (!text.matches("\\+[1-9][0-9]{0,7}")) {
      throw component.wrong("a length, or an insert such as \"+5\"");
    }
    return Integer.parseInt(text.substring(1));
  }
}
