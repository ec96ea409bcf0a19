package dev.rejoin.server.testing;

import dev.rejoin.server.document.EncodedMessage;
import dev.rejoin.server.document.Participant;
import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.Color;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.PersonName;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessageReader;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.protocol.User;
import java.util.ArrayList;
import java.util.List;

/** Somebody who writes down what they are sent, as it would be read from the wire. */
public final class FakeParticipant implements Participant {

  private final String name;
  private final List<ServerMessage> received = new ArrayList<>();
  private final List<EncodedMessage> encoded = new ArrayList<>();
  public final List<ErrorCode> refusals = new ArrayList<>();
  public boolean room = true;

  /** So many messages more, and there is no room. */
  public int roomFor = Integer.MAX_VALUE;

  public int dismissals;

  public FakeParticipant(String name) {
    this.name = name;
  }

  /** The secret id of this one's outbox. */
  public static String client(String name) {
    return (name + "______________________").substring(0, 22);
  }

  @Override
  public String session() {
    return "session-" + name;
  }

  @Override
  public String site() {
    return Site.of(client(name));
  }

  @Override
  public User user() {
    return User.open(new PersonName(name), new Color("#123456"));
  }

  @Override
  public boolean hasRoom() {
    return room && roomFor > 0;
  }

  @Override
  public void deliver(EncodedMessage message) {
    encoded.add(message);
    roomFor--;
    try {
      received.add(ServerMessageReader.read(message.utf8()));
    } catch (BadMessageException bad) {
      throw new AssertionError("a message that cannot be read", bad);
    }
  }

  @Override
  public void refused(ErrorCode code, String message) {
    refusals.add(code);
  }

  @Override
  public void dismissed() {
    dismissals++;
  }

  /** What came since the last time this was asked. */
  public List<ServerMessage> take() {
    List<ServerMessage> all = List.copyOf(received);
    received.clear();
    return all;
  }

  /** What came since the last time, which has to be one message of that type. */
  public <T extends ServerMessage> T takeOnly(Class<T> type) {
    List<ServerMessage> all = take();
    if (all.size() != 1 || !type.isInstance(all.get(0))) {
      throw new AssertionError(name + " got " + all + ", wanted one " + type.getSimpleName());
    }
    return type.cast(all.get(0));
  }

  /** The last message as the object that was handed over. */
  public EncodedMessage lastEncoded() {
    return encoded.get(encoded.size() - 1);
  }
}
