package dev.rejoin.server.transport;

import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.transport.FrameAssembler.Assembled;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * Frames beneath Vert.x: Netty's decoder, our violations and our assembler make of a stream of
 * bytes, in whatever pieces it comes, what {@link FrameOracle} says that it means. The first byte
 * of the input is the length of the pieces.
 */
public final class FrameFuzz {

  private static final int MAX_BYTES = 300;

  public static final FuzzTarget SOUND = input -> check(input, FrameFuzz::broken);

  /** Takes a text that is not UTF-8 for an empty one. */
  public static final FuzzTarget PLANTED =
      input -> check(input, code -> code == CloseCode.NOT_UTF8 ? "message #" : broken(code));

  public static final List<byte[]> SEEDS = seeds();

  private FrameFuzz() {}

  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(stream(RawSocket.encode(0x81, utf8("{\"t\":\"ping\"}"))));
    seeds.add(
        stream(
            RawSocket.encode(0x01, utf8("caf\u00e9")),
            RawSocket.encode(0x89, utf8("now?")),
            RawSocket.encode(0x80, utf8("\ud83d\ude80"))));
    seeds.add(stream(RawSocket.encode(0x8A), RawSocket.encode(0x88, utf8("\u0003\u00e8x"))));
    seeds.add(stream(RawSocket.encode(0x88, (byte) 3, (byte) 0xE8, (byte) 'x')));
    seeds.add(stream(RawSocket.encode(0x81, new byte[200]), RawSocket.encode(0x82, new byte[1])));
    seeds.add(stream(RawSocket.encode(0x81, new byte[MAX_BYTES])));
    seeds.add(
        stream(RawSocket.encode(0x01, new byte[MAX_BYTES]), RawSocket.encode(0x80, new byte[0])));
    return List.copyOf(seeds);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] stream(byte[]... frames) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.write(7);
    Arrays.stream(frames).forEach(stream::writeBytes);
    return stream.toByteArray();
  }

  private static void check(byte[] input, Function<CloseCode, String> broken) throws Exception {
    if (input.length == 0) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(input, 1, input.length);
    int piece = 1 + (input[0] & 0xFF);
    Properties.withinMemory(
        input,
        () -> {
          List<String> expected = FrameOracle.read(stream, MAX_BYTES);
          List<String> said = play(stream, piece, broken);
          Properties.require(FrameOracle.agrees(said, expected), said + " instead of " + expected);
        });
  }

  private static List<String> play(byte[] stream, int piece, Function<CloseCode, String> broken) {
    List<String> said = new ArrayList<>();
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder()
                    .allowExtensions(false)
                    .maxFramePayloadLength(MAX_BYTES)
                    .allowMaskMismatch(false)
                    .closeOnProtocolViolation(false)
                    .build()),
            new ViolationHandler((code, rule) -> end(code, said)),
            new Session(broken, said));
    for (int at = 0; at < stream.length && !isOver(said); at += piece) {
      int end = Math.min(stream.length, at + piece);
      channel.writeInbound(Unpooled.copiedBuffer(stream, at, end - at));
    }
    channel.checkException();
    channel.finishAndReleaseAll();
    return said;
  }

  /** The first thing that is wrong ends it: what follows is not listened to. */
  private static void end(CloseCode code, List<String> said) {
    if (!isOver(said)) {
      said.add(broken(code));
    }
  }

  private static String broken(CloseCode code) {
    return "broken " + code.status();
  }

  private static boolean isOver(List<String> said) {
    String last = said.isEmpty() ? "" : said.get(said.size() - 1);
    return last.startsWith("broken") || last.startsWith("close");
  }

  /** What Vert.x and our connection do with a frame. */
  private static final class Session extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final FrameAssembler assembler = new FrameAssembler(MAX_BYTES);
    private final Function<CloseCode, String> broken;
    private final List<String> said;

    Session(Function<CloseCode, String> broken, List<String> said) {
      this.broken = broken;
      this.said = said;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (isOver(said)) {
        return;
      }
      byte[] payload = ByteBufUtil.getBytes(frame.content());
      if (frame instanceof PingWebSocketFrame) {
        said.add("ping #" + HexFormat.of().formatHex(payload));
      } else if (frame instanceof PongWebSocketFrame) {
        said.add("pong");
      } else if (frame instanceof CloseWebSocketFrame close) {
        said.add(close.statusCode() < 0 ? "close" : "close " + close.statusCode());
      } else {
        data(frame, payload);
      }
    }

    private void data(WebSocketFrame frame, byte[] payload) {
      WebSocketFrameType type =
          frame instanceof TextWebSocketFrame
              ? WebSocketFrameType.TEXT
              : frame instanceof ContinuationWebSocketFrame
                  ? WebSocketFrameType.CONTINUATION
                  : WebSocketFrameType.BINARY;
      Assembled assembled =
          assembler.accept(
              new WebSocketFrameImpl(
                  type, Unpooled.wrappedBuffer(payload), frame.isFinalFragment()));
      if (assembled instanceof Assembled.Whole whole) {
        said.add("message #" + HexFormat.of().formatHex(whole.utf8()));
      } else if (assembled instanceof Assembled.Broken end) {
        said.add(broken.apply(end.code()));
      }
    }
  }
}
