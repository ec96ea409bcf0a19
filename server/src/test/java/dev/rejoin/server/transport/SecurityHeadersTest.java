package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersTest {

  @Test
  void socketsToTheOwnHostAreAllowed() {
    String policy = SecurityHeaders.policy("example.org:8080");
    assertTrue(policy.contains("connect-src 'self' ws://example.org:8080 wss://example.org:8080;"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a; script-src *", "a b", "a'b", "", "a:b", "a\r\nb", "*"})
  void aHostThatIsNoneAddsNothing(String host) {
    assertFalse(SecurityHeaders.policy(host).contains("ws://"));
  }
}
