package dev.rejoin.server.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SiteTest {
  @Test
  void aSiteIsTheBeginningOfTheDigestOfTheClientId() {
    // printf %s AAAAAAAAAAAAAAAAAAAAAA | openssl dgst -sha256 -binary | base64 | tr +/ -_ | cut -c
    // 1-12
    assertEquals("ilvbTMFRZBJs", Site.of("AAAAAAAAAAAAAAAAAAAAAA"));
    assertEquals("HfGyf4l4IG1P", Site.of("abcdefghijklmnopqrst_-"));
  }
}
