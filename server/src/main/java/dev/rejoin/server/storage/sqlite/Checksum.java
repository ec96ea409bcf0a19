package dev.rejoin.server.storage.sqlite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A CRC-32C over fields, each with its length, so that no two rows run into each other. */
final class Checksum {
  private final CRC32C crc = new CRC32C();
  private final byte[] number = new byte[Long.BYTES];

  Checksum add(long value) {
    ByteBuffer.wrap(number).putLong(value);
    crc.update(number);
    return this;
  }

  Checksum add(byte[] value) {
    add(value.length);
    crc.update(value);
    return this;
  }

  Checksum add(String value) {
    return add(value.getBytes(StandardCharsets.UTF_8));
  }

  long value() {
    return crc.getValue();
  }
}
