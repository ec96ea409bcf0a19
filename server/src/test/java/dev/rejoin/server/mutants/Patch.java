package dev.rejoin.server.mutants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Puts a mutant into the source that it is of, and compiles that. */
final class Patch {

  private static final List<Path> MODULES = List.of(Path.of("..", "ot-core"), Path.of("."));

  private Patch() {}

  /** The patched source. Fails unless the line is there, once. */
  static String source(Mutant mutant) {
    String source = read(mutant);
    List<MatchResult> places = pattern(mutant.before()).matcher(source).results().toList();
    if (places.size() != 1) {
      throw new AssertionError(
          "'%s' stands in %s %d times, wanted once: mend the mutant '%s'"
              .formatted(mutant.before(), mutant.source(), places.size(), mutant.name()));
    }
    MatchResult place = places.get(0);
    return source.substring(0, place.start()) + mutant.after() + source.substring(place.end());
  }

  private static String read(Mutant mutant) {
    for (Path module : MODULES) {
      Path file = module.resolve("src/main/java/dev/rejoin").resolve(mutant.source() + ".java");
      if (Files.exists(file)) {
        try {
          return Files.readString(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new AssertionError("there is no " + mutant.source() + " for '" + mutant.name() + "'");
  }

  /** The words, with any white space between them. */
  private static Pattern pattern(String words) {
    return Pattern.compile(
        Stream.of(words.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
  }

  /** The classes of the patched source, by their names. */
  static Map<String, byte[]> classes(Mutant mutant) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> compiled = new HashMap<>();
    StringWriter messages = new StringWriter();
    JavaFileManager files =
        new InMemory(compiler.getStandardFileManager(null, null, null), compiled);
    List<String> options =
        List.of("-nowarn", "-proc:none", "-cp", System.getProperty("java.class.path"));
    boolean works =
        compiler.getTask(messages, files, null, options, null, List.of(file(mutant))).call();
    if (!works) {
      throw new AssertionError("'" + mutant.name() + "' does not compile: " + messages);
    }
    return compiled.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toByteArray()));
  }

  /** Puts classes into a folder, for a class path that begins with it. */
  static void write(Map<String, byte[]> classes, Path folder) {
    classes.forEach(
        (name, bytes) -> {
          Path file = folder.resolve(name.replace('.', '/') + ".class");
          try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static JavaFileObject file(Mutant mutant) {
    String source = source(mutant);
    URI name = URI.create("string:///dev/rejoin/" + mutant.source() + ".java");
    return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  /** Where the compiler puts classes. */
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> compiled;

    InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> compiled) {
      super(files);
      this.compiled = compiled;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          compiled.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
