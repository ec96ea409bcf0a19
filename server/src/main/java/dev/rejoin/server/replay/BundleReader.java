package dev.rejoin.server.replay;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.server.replay.IncidentBundle.Answered;
import dev.rejoin.server.replay.IncidentBundle.Arrived;
import dev.rejoin.server.replay.IncidentBundle.Happening;
import dev.rejoin.server.replay.IncidentBundle.Kind;
import dev.rejoin.server.replay.IncidentBundle.Origin;
import dev.rejoin.server.replay.IncidentBundle.Own;
import dev.rejoin.server.replay.IncidentBundle.Place;
import dev.rejoin.server.replay.IncidentBundle.Start;
import dev.rejoin.server.replay.IncidentBundle.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads bundles strictly: what is missing, of another kind, out of range or unknown is refused,
 * with its place. A field that a later version adds comes with another number of the format.
 */
public final class BundleReader {
  /**
   * Of what is read at once. A client's bundle has a few hundred kilobytes at most, and its text.
   */
  public static final int MAX_BYTES = 64 << 20;

  static final String MARK = "rejoinIncident";
  private static final int FORMAT = 1;
  private static final long MAX = (1L << 53) - 1;
  private static final String PRINT_FORM = "[0-9a-f]{16}";

  private final boolean text;

  private BundleReader(boolean text) {
    this.text = text;
  }

  /** Those in a bundle, in a list of them, or in a report of diagnostics. There is at least one. */
  public static List<IncidentBundle> read(byte[] bytes) throws BundleException {
    List<IncidentBundle> bundles = new ArrayList<>();
    for (Part part : parts(bytes)) {
      bundles.add(of(part));
    }
    return bundles;
  }

  /** The values in which bundles are, as they stand there. */
  static List<Part> parts(byte[] bytes) throws BundleException {
    if (bytes.length > MAX_BYTES) {
      throw new BundleException("it has " + bytes.length + " bytes, at most " + MAX_BYTES);
    }
    List<Part> found = new ArrayList<>();
    find(new Part("bundle", JsonTree.read(bytes)), found);
    if (found.isEmpty()) {
      throw new BundleException("there is no incident bundle in it");
    }
    return found;
  }

  private static void find(Part part, List<Part> found) {
    if (part.value() instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        find(new Part(part.path() + "[" + i + "]", items.get(i)), found);
      }
    } else if (part.value() instanceof Map<?, ?> members) {
      if (members.containsKey(MARK)) {
        found.add(part);
        return;
      }
      members.forEach((name, value) -> find(new Part(part.path() + "." + name, value), found));
    }
  }

  private static IncidentBundle of(Part part) throws BundleException {
    long format = part.integer(MARK, 1, MAX);
    if (format != FORMAT) {
      throw part.at(MARK).wrong(FORMAT + ": it is of another version of Rejoin");
    }
    return new BundleReader(part.truth("text")).bundle(part);
  }

  private IncidentBundle bundle(Part part) throws BundleException {
    part.only(
        MARK,
        "text",
        "version",
        "at",
        "kind",
        "document",
        "key",
        "lineage?",
        "site",
        "agreed",
        "start",
        "trail",
        "noticed",
        "shown",
        "answered",
        "log?");
    Optional<String> lineage = part.optionalText("lineage");
    String key = print(part.at("key"));
    if (lineage.isPresent() != text) {
      throw part.at("lineage").wrong(text ? "a string, with text" : "nothing, without text");
    }
    if (lineage.isPresent() && !new Prints(lineage.get()).key().equals(key)) {
      throw part.at("key").wrong(new Prints(lineage.get()).key() + ", which the lineage has");
    }
    return new IncidentBundle(
        text,
        part.text("version"),
        choice(part.at("kind"), Kind.values()),
        part.text("document"),
        key,
        lineage,
        part.text("site"),
        revision(part, "agreed"),
        start(part.at("start"), lineage),
        part.at("trail").list(this::happening),
        place(part.at("noticed").only("rev", "length", "print", "content?"), lineage),
        part.at("shown").only("length", "agrees").truth("agrees"),
        answered(part),
        part.has("log") ? Optional.of(HistoryJson.read(part.at("log"), key)) : Optional.empty());
  }

  private Start start(Part part, Optional<String> lineage) throws BundleException {
    part.only("rev", "length", "print", "content?", "origin", "seq", "waiting");
    Optional<Waiting> waiting = Optional.empty();
    if (part.has("waiting")) {
      Part sent = part.at("waiting").only("sent", "rev", "op", "inserted", "moved");
      Operation moved = Shapes.read(sent.at("moved"), text);
      waiting = Optional.of(new Waiting(own(sent), sent.integer("rev", 0, MAX), moved));
    }
    return new Start(
        place(part, lineage),
        choice(part.at("origin"), Origin.values()),
        part.integer("seq", 0, MAX),
        waiting);
  }

  private Place place(Part part, Optional<String> lineage) throws BundleException {
    long revision = part.integer("rev", 0, MAX);
    Optional<String> content = part.optionalText("content");
    if (content.isPresent() != text) {
      throw part.at("content").wrong(text ? "a string, with text" : "nothing, without text");
    }
    Place place =
        new Place(
            revision,
            (int) part.integer("length", 0, Operation.MAX_LENGTH),
            print(part.at("print")),
            content);
    if (lineage.isPresent()) {
      requireItsOwn(part, place, content.get(), new Prints(lineage.get()));
    }
    return place;
  }

  /** A text that was changed on the way says nothing about what happened. */
  private static void requireItsOwn(Part part, Place place, String content, Prints prints)
      throws BundleException {
    if (content.length() != place.length()) {
      throw part.at("content")
          .wrong(
              "one of %d, which length says; it has %d"
                  .formatted(place.length(), content.length()));
    }
    int hash = Document.of(DocumentType.TEXT, content).hash();
    if (!prints.text(place.revision(), hash).equals(place.print())) {
      throw part.at("print").wrong("that of its content: the bundle was changed");
    }
  }

  private Happening happening(Part part) throws BundleException {
    if (part.has("sent")) {
      part.only("sent", "rev", "op", "inserted");
      return new Happening.Sent(own(part), part.integer("rev", 0, MAX));
    }
    part.only("from", "steps", "server", "seq", "length", "print");
    OptionalLong length = part.optionalInteger("length", 0, Operation.MAX_LENGTH);
    return new Happening.Came(
        part.integer("from", 0, MAX),
        part.at("steps").list(this::step),
        optionalPrint(part, "server"),
        revision(part, "seq"),
        length.isPresent() ? OptionalInt.of((int) length.getAsLong()) : OptionalInt.empty(),
        optionalPrint(part, "print"));
  }

  private Own own(Part part) throws BundleException {
    return new Own(
        part.integer("sent", 1, MAX), Shapes.read(part.at("op"), text), print(part.at("inserted")));
  }

  private Arrived step(Part part) throws BundleException {
    boolean folded = part.has("fold");
    if (folded) {
      part.only("fold", "op", "print");
    } else {
      part.only("by", "seq", "op", "print", "inserted?");
    }
    Optional<Operation> operation =
        part.has("op") ? Optional.of(Shapes.read(part.at("op"), text)) : Optional.empty();
    return new Arrived(
        folded ? Optional.empty() : Optional.of(part.text("by")),
        folded ? 0 : part.integer("seq", 1, MAX),
        folded ? (int) part.integer("fold", 1, Integer.MAX_VALUE) : 1,
        operation,
        optionalPrint(part, "print"),
        optionalPrint(part, "inserted"));
  }

  private static Optional<Answered> answered(Part part) throws BundleException {
    if (!part.has("answered")) {
      return Optional.empty();
    }
    Part answered = part.at("answered").only("key", "rev");
    return Optional.of(new Answered(print(answered.at("key")), answered.integer("rev", 0, MAX)));
  }

  private static OptionalLong revision(Part part, String name) throws BundleException {
    return part.optionalInteger(name, 0, MAX);
  }

  private static Optional<String> optionalPrint(Part part, String name) throws BundleException {
    return part.has(name) ? Optional.of(print(part.at(name))) : Optional.empty();
  }

  static String print(Part part) throws BundleException {
    String print = part.text();
    if (!print.matches(PRINT_FORM)) {
      throw part.wrong("a fingerprint: 16 of 0-9 a-f");
    }
    return print;
  }

  private static <E extends Enum<E>> E choice(Part part, E[] choices) throws BundleException {
    String wanted = part.text();
    List<String> names = new ArrayList<>();
    for (E choice : choices) {
      String name = choice.name().toLowerCase(Locale.ROOT);
      if (name.equals(wanted)) {
        return choice;
      }
      names.add(name);
    }
    throw part.wrong("one of " + String.join(", ", names));
  }
}
