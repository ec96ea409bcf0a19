package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Origins, asked at {@code docs.example:8080} with {@code https://notes.example} allowed. */
class OriginPolicyTest {

  private static final int PROMISED = 60;

  private final OriginPolicy policy = new OriginPolicy(Set.of("https://notes.example"));

  @ParameterizedTest
  @CsvSource({
    "https://notes.example, true",
    "http://docs.example:8080, true",
    "https://docs.example:8080, true",
    "http://docs.example, false",
    "http://docs.example:80, false",
    "http://docs.example:8081, false",
    "http://docs.example:80800, false",
    "ftp://docs.example:8080, false",
    "docs.example:8080, false",
    "http://DOCS.example:8080, false",
    "http://docs.example:8080/, false",
    "http://user@docs.example:8080, false",
    "http://docs.example:8080.evil.example, false",
    "https://docs.example:8080.evil.example, false",
    "http://xdocs.example:8080, false",
    "https://notes.example:443, false",
    "http://notes.example, false",
    "https://notes.example.evil.example, false",
    "https://evilnotes.example, false",
    "https://notes.exampl, false",
    "https://notes.example/, false",
    "https://notes.example/x, false",
    "https://notes.example#, false",
    "https://notes.example?, false",
    "'https://notes.example ', false",
    "' https://notes.example', false",
    "https://notes.example.,  false",
    "https://NOTES.EXAMPLE, false",
    "https://n\u043etes.example, false",
    "null, false",
    "'', false",
    "*, false",
    "https://*, false",
    "file://, false",
    "chrome-extension://abcdef, false",
    "https://, false",
    "http://, false",
    "http://127.0.0.1:8080, false",
    "http://[::1]:8080, false",
    "http://localhost:8080, false",
    "javascript:alert(1), false",
    "data:text/html, false",
    "blob:https://notes.example, false",
    "https://notes.example:0443, false",
    "https://notes.example:, false",
    "https://notes.example\\, false",
    "https://notes.example@evil.example, false",
    "https://evil.example/https://notes.example, false",
    "https://evil.example?https://notes.example, false",
    "https://evil.example#https://notes.example, false",
    "https://notes.example%00, false",
    "https://notes.example%2eevil.example, false",
    "https://sub.notes.example, false",
    "https://xn--ntes-5qa.example, false",
    "HTTPS://notes.example, false",
    "https:notes.example, false",
    "//notes.example, false",
    "notes.example, false",
    "wss://notes.example, false",
    "https://notes.example https://evil.example, false",
    "'https://notes.example,https://evil.example', false",
    "https://notes.example;, false",
    "'\thttps://notes.example', false",
    "NULL, false",
    "undefined, false",
    "about:blank, false",
    "https://docs.example:8080:8080, false",
    "http://docs.example:08080, false",
    "http://docs.example.:8080, false",
  })
  void onlyExactOnesPass(String origin, boolean passes) {
    assertEquals(passes, policy.allows(origin, "docs.example:8080"));
  }

  @Test
  void thereAreAsManyAsArePromised() throws NoSuchMethodException {
    String[] rows =
        OriginPolicyTest.class
            .getDeclaredMethod("onlyExactOnesPass", String.class, boolean.class)
            .getAnnotation(CsvSource.class)
            .value();
    assertTrue(rows.length >= PROMISED, rows.length + " origins");
  }

  @ParameterizedTest
  @CsvSource({"'', false", ", false"})
  void withoutAHostThereIsNoOwnOrigin(String host, boolean passes) {
    assertEquals(passes, policy.allows("http://", host));
    assertEquals(passes, policy.allows("http://null", host));
  }

  @ParameterizedTest
  @CsvSource({"docs.example", "''"})
  void whatIsNoPageSendsNoOriginAndPasses(String host) {
    assertEquals(true, policy.allows(null, host));
  }
}
